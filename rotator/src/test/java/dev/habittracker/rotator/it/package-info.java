/** Rotators as a whole on a real broker, database and Vault server. */
@NullMarked
package dev.habittracker.rotator.it;

import org.jspecify.annotations.NullMarked;
