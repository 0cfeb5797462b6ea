/** Counting, timing and rendering of a drill. */
@NullMarked
package dev.habittracker.devstack.drill;

import org.jspecify.annotations.NullMarked;
