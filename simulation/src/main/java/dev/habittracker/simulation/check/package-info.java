/** The protocol's rules as code that looks on while a history runs. */
@NullMarked
package dev.habittracker.simulation.check;

import org.jspecify.annotations.NullMarked;
