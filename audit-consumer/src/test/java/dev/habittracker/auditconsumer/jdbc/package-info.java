/** Tests of what is asked of PostgreSQL. */
@NullMarked
package dev.habittracker.auditconsumer.jdbc;

import org.jspecify.annotations.NullMarked;
