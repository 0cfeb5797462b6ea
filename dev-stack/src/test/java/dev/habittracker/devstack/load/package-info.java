/** Clients, against an API of the test. */
@NullMarked
package dev.habittracker.devstack.load;

import org.jspecify.annotations.NullMarked;
