/** Puts the parts together: configuration, the order of start and stop. */
@NullMarked
package dev.habittracker.auditconsumer.app;

import org.jspecify.annotations.NullMarked;
