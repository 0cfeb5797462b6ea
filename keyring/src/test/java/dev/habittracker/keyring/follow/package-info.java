/** The member as a state machine, stepped by hand. */
@NullMarked
package dev.habittracker.keyring.follow;

import org.jspecify.annotations.NullMarked;
