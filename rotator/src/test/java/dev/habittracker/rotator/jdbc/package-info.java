/** History and requests on a real PostgreSQL. */
@NullMarked
package dev.habittracker.rotator.jdbc;

import org.jspecify.annotations.NullMarked;
