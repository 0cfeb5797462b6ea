/** The library every verifier uses: the key ring, how it is stored, followed, and signed and verified with. */
@NullMarked
package dev.habittracker.keyring;

import org.jspecify.annotations.NullMarked;
