/** Decides what a rotator does next: pure functions of what is known, one action at a time, always with a reason. */
@NullMarked
package dev.habittracker.rotator.decide;

import org.jspecify.annotations.NullMarked;
