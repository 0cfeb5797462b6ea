/** What one line of Vault's audit file is and says: coordinates, fragments, typed columns; free of I/O. */
@NullMarked
package dev.habittracker.auditconsumer.record;

import org.jspecify.annotations.NullMarked;
