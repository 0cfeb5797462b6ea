/** What monitoring sees of a keyring: health and meters, from what the reconciler saw last. */
@NullMarked
package dev.habittracker.rotator.health;

import org.jspecify.annotations.NullMarked;
