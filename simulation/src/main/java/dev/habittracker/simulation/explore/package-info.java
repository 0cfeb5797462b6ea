/** Every order in which two rotators and two members can take their steps, up to a stated bound: the same code, no dice. */
@NullMarked
package dev.habittracker.simulation.explore;

import org.jspecify.annotations.NullMarked;
