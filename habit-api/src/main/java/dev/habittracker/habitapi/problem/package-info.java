/** Every error as a problem detail (RFC 9457): what is wrong and what to change, nothing of the inside. */
@NullMarked
package dev.habittracker.habitapi.problem;

import org.jspecify.annotations.NullMarked;
