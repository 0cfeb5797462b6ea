/** What the rotator's packages may know. */
@NullMarked
package dev.habittracker.rotator.architecture;

import org.jspecify.annotations.NullMarked;
