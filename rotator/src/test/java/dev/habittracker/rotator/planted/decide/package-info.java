/** Planted violations of the rules on deciding code. */
@NullMarked
package dev.habittracker.rotator.planted.decide;

import org.jspecify.annotations.NullMarked;
