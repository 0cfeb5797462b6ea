/** A real PostgreSQL server out of jars, also where the user is root. */
@NullMarked
package dev.habittracker.devstack.postgres;

import org.jspecify.annotations.NullMarked;
