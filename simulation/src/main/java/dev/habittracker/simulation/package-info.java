/** Whole histories of the protocol: runs them by the thousand, and shrinks the ones that break a rule. */
@NullMarked
package dev.habittracker.simulation;

import org.jspecify.annotations.NullMarked;
