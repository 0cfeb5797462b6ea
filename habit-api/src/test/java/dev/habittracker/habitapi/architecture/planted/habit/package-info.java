/** A class that breaks the rules on purpose, to prove that they bite. */
@NullMarked
package dev.habittracker.habitapi.architecture.planted.habit;

import org.jspecify.annotations.NullMarked;
