/** The drill: clients on the habit API, rotations under their load, and a verdict that counts every request. */
@NullMarked
package dev.habittracker.devstack.drill;

import org.jspecify.annotations.NullMarked;
