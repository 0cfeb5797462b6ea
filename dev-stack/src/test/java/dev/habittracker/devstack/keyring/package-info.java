/** The rotator's answers as the command line reads them. */
@NullMarked
package dev.habittracker.devstack.keyring;

import org.jspecify.annotations.NullMarked;
