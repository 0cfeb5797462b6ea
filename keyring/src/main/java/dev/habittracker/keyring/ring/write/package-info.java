/**
 * Every write to a ring as a pure function: ring and context in; the new ring and its event, or a refusal, out.
 */
@NullMarked
package dev.habittracker.keyring.ring.write;

import org.jspecify.annotations.NullMarked;
