/** What the user can ask for at the command line, and the one-line messages for what cannot be followed. */
@NullMarked
package dev.habittracker.devstack.command;

import org.jspecify.annotations.NullMarked;
