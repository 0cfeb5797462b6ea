/** A violation, planted to show that the rule on arrows bites. */
@NullMarked
package dev.habittracker.events.planted;

import org.jspecify.annotations.NullMarked;
