/** The database server, for real. */
@NullMarked
package dev.habittracker.devstack.postgres;

import org.jspecify.annotations.NullMarked;
