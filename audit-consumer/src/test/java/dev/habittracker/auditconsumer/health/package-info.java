/** Tests of what makes the tail ill. */
@NullMarked
package dev.habittracker.auditconsumer.health;

import org.jspecify.annotations.NullMarked;
