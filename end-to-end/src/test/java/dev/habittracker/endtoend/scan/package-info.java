/// Looks for key material wherever a running pipeline leaves anything.
@NullMarked
package dev.habittracker.endtoend.scan;

import org.jspecify.annotations.NullMarked;
