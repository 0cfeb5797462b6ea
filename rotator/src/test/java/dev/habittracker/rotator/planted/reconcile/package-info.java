/** Planted violations of the rules on acting code. */
@NullMarked
package dev.habittracker.rotator.planted.reconcile;

import org.jspecify.annotations.NullMarked;
