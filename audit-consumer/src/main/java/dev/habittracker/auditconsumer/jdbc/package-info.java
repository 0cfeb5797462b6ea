/** PostgreSQL: rows and consumer offsets in one transaction, and the questions asked of them. */
@NullMarked
package dev.habittracker.auditconsumer.jdbc;

import org.jspecify.annotations.NullMarked;
