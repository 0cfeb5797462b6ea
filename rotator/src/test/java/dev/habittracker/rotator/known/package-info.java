/** What rotators know, as it comes in under a stepped clock. */
@NullMarked
package dev.habittracker.rotator.known;

import org.jspecify.annotations.NullMarked;
