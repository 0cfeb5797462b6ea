/** Tests of what is configured for asking Vault. */
@NullMarked
package dev.habittracker.auditconsumer.vault;

import org.jspecify.annotations.NullMarked;
