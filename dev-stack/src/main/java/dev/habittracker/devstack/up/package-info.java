/** The commands {@code up}, {@code status}, {@code rotate} and {@code down}, and the state they share. */
@NullMarked
package dev.habittracker.devstack.up;

import org.jspecify.annotations.NullMarked;
