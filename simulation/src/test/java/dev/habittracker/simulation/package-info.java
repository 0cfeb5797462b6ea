/** Tests of the simulation: that the protocol holds, and that every rule bites. */
@NullMarked
package dev.habittracker.simulation;

import org.jspecify.annotations.NullMarked;
