/** Tests of the contract's records: round trips, refusals, and that nothing on a topic stops a reader. */
@NullMarked
package dev.habittracker.events.kafka;

import org.jspecify.annotations.NullMarked;
