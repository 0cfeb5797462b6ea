/** Planted violations of the rules on the library's shape. */
@NullMarked
package dev.habittracker.keyring.planted.follow;

import org.jspecify.annotations.NullMarked;
