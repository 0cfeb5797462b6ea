/** What goes wrong, and what operators do, in one history: drawn from the seed before it starts. */
@NullMarked
package dev.habittracker.simulation.plan;

import org.jspecify.annotations.NullMarked;
