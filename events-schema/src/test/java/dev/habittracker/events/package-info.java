/** Tests of the contract: what is written, what is read, and what is refused. */
@NullMarked
package dev.habittracker.events;

import org.jspecify.annotations.NullMarked;
