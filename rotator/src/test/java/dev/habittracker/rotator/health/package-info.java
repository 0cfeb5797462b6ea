/** What monitoring is told. */
@NullMarked
package dev.habittracker.rotator.health;

import org.jspecify.annotations.NullMarked;
