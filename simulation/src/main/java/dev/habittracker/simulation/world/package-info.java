/** What surrounds the processes: Vault, the bus, the database, clocks, and how long everything takes. */
@NullMarked
package dev.habittracker.simulation.world;

import org.jspecify.annotations.NullMarked;
