/** Simulated time: what is to happen when, code that takes its time, and dice with a seed. */
@NullMarked
package dev.habittracker.simulation.engine;

import org.jspecify.annotations.NullMarked;
