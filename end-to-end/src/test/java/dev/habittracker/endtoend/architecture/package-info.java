/** The arrows between the modules, held by rules that are shown to bite. */
@NullMarked
package dev.habittracker.endtoend.architecture;

import org.jspecify.annotations.NullMarked;
