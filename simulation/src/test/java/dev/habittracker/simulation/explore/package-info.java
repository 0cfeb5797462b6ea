/** Tests of the exploration: that the protocol holds in every order of moves, and that a missing safeguard is found. */
@NullMarked
package dev.habittracker.simulation.explore;

import org.jspecify.annotations.NullMarked;
