/** Schedules and Quartz, clustered on a real database. */
@NullMarked
package dev.habittracker.rotator.schedule;

import org.jspecify.annotations.NullMarked;
