/** The command line, word by word. */
@NullMarked
package dev.habittracker.devstack.command;

import org.jspecify.annotations.NullMarked;
