/** Processes that end when they should. */
@NullMarked
package dev.habittracker.devstack.process;

import org.jspecify.annotations.NullMarked;
