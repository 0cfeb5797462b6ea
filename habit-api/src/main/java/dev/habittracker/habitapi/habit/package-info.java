/** Habits, their check-ins, and the day that a check-in may name. */
@NullMarked
package dev.habittracker.habitapi.habit;

import org.jspecify.annotations.NullMarked;
