/** How the service says no to what a client sent: a field and what to change about it. */
@NullMarked
package dev.habittracker.habitapi.input;

import org.jspecify.annotations.NullMarked;
