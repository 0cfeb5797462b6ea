/** Tests that see all modules at once. */
@NullMarked
package dev.habittracker.endtoend;

import org.jspecify.annotations.NullMarked;
