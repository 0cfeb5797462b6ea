/** Keys against signatures that others made. */
@NullMarked
package dev.habittracker.keyring.crypto;

import org.jspecify.annotations.NullMarked;
