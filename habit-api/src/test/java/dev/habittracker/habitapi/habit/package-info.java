/** Tests of the rules on names and check-in days. */
@NullMarked
package dev.habittracker.habitapi.habit;

import org.jspecify.annotations.NullMarked;
