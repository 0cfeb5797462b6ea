/** Violations planted on purpose, to see that the rules about the architecture find them. */
@NullMarked
package dev.habittracker.events.planted;

import org.jspecify.annotations.NullMarked;
