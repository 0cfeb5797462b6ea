/** What every store of a ring must do, and the store in memory doing it. */
@NullMarked
package dev.habittracker.keyring.store;

import org.jspecify.annotations.NullMarked;
