/** The operator's HTTP API; errors are problem details (RFC 9457) that say what to change. */
@NullMarked
package dev.habittracker.rotator.web;

import org.jspecify.annotations.NullMarked;
