/** Planted violations of the rules on the library's shape. */
@NullMarked
package dev.habittracker.keyring.planted.store;

import org.jspecify.annotations.NullMarked;
