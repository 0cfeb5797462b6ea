/** Tests of what the tail decides on its way. */
@NullMarked
package dev.habittracker.auditconsumer.ship;

import org.jspecify.annotations.NullMarked;
