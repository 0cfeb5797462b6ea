/** The project's own code as processes of the simulation: members and rotators. */
@NullMarked
package dev.habittracker.simulation.process;

import org.jspecify.annotations.NullMarked;
