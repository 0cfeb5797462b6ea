/** Tests of every write to a ring, on a clock that is stepped by hand. */
@NullMarked
package dev.habittracker.keyring.ring.write;

import org.jspecify.annotations.NullMarked;
