/** What signing and verifying cost, to be measured by hand: times on a shared machine make no test. */
@NullMarked
package dev.habittracker.keyring.benchmark;

import org.jspecify.annotations.NullMarked;
