/** The store and the login against a real server, and their deciding parts by a stepped clock. */
@NullMarked
package dev.habittracker.keyring.vault;

import org.jspecify.annotations.NullMarked;
