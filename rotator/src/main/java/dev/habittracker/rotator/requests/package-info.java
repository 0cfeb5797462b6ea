/** Requests of operators: commands as JSON, accepted once for each idempotency key, and what became of them. */
@NullMarked
package dev.habittracker.rotator.requests;

import org.jspecify.annotations.NullMarked;
