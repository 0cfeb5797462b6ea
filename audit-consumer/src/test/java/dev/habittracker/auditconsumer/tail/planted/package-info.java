/** Violations that the architecture's rules must find. */
@NullMarked
package dev.habittracker.auditconsumer.tail.planted;

import org.jspecify.annotations.NullMarked;
