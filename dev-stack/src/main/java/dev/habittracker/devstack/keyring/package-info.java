/** The rotator's HTTP API as the operator at the terminal uses it. */
@NullMarked
package dev.habittracker.devstack.keyring;

import org.jspecify.annotations.NullMarked;
