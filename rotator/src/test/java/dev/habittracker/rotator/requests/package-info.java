/** Commands as JSON. */
@NullMarked
package dev.habittracker.rotator.requests;

import org.jspecify.annotations.NullMarked;
