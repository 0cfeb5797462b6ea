/** The tables in PostgreSQL: one class for each, no rule of its own. */
@NullMarked
package dev.habittracker.habitapi.jdbc;

import org.jspecify.annotations.NullMarked;
