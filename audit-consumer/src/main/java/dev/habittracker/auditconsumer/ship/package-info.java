/** Carries lines from the audit files to the record log, with the position in the same transaction. */
@NullMarked
package dev.habittracker.auditconsumer.ship;

import org.jspecify.annotations.NullMarked;
