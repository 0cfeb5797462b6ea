/** Where a ring is kept: the contract of every store, its answers, and a store in memory. */
@NullMarked
package dev.habittracker.keyring.store;

import org.jspecify.annotations.NullMarked;
