/** Planted violations of the rules on the library's shape. */
@NullMarked
package dev.habittracker.rotator.planted;

import org.jspecify.annotations.NullMarked;
