/** The rotator's configuration, checked at the start, and the wiring of its parts. */
@NullMarked
package dev.habittracker.rotator.settings;

import org.jspecify.annotations.NullMarked;
