/** The ring in Vault's KV v2, the login that gets there, and questions about callers' tokens. */
@NullMarked
package dev.habittracker.keyring.vault;

import org.jspecify.annotations.NullMarked;
