/// The command that a user types, as a process.
@NullMarked
package dev.habittracker.endtoend.command;

import org.jspecify.annotations.NullMarked;
