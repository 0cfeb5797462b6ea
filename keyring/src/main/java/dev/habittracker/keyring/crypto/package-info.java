/** Keys made ready for use: signing, verifying, and a test that both work. */
@NullMarked
package dev.habittracker.keyring.crypto;

import org.jspecify.annotations.NullMarked;
