/** Rules on the shape of the library, each proved by a planted violation. */
@NullMarked
package dev.habittracker.keyring;

import org.jspecify.annotations.NullMarked;
