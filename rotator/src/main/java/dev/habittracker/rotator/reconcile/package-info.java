/** Gathers what is known, has it decided, acts once, and again; with what it needs of the world as interfaces. */
@NullMarked
package dev.habittracker.rotator.reconcile;

import org.jspecify.annotations.NullMarked;
