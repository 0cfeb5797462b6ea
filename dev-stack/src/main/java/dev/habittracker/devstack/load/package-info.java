/** Clients of the habit API: what they ask for, what comes back, and how long it took. */
@NullMarked
package dev.habittracker.devstack.load;

import org.jspecify.annotations.NullMarked;
