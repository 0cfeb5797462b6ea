/** Decisions under a stepped clock. */
@NullMarked
package dev.habittracker.rotator.decide;

import org.jspecify.annotations.NullMarked;
