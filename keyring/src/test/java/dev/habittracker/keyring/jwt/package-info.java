/** Signing and verifying under a stepped clock. */
@NullMarked
package dev.habittracker.keyring.jwt;

import org.jspecify.annotations.NullMarked;
