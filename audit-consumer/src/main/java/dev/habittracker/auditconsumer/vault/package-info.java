/** Asks Vault what a caller's token may do. */
@NullMarked
package dev.habittracker.auditconsumer.vault;

import org.jspecify.annotations.NullMarked;
