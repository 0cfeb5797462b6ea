/** Quartz: what a cron expression means, and the clustered tick that has keyrings looked at. */
@NullMarked
package dev.habittracker.rotator.schedule;

import org.jspecify.annotations.NullMarked;
