/**
 * Signing and verifying JWTs by the ring in use, and its public keys as a JWK Set. What is decided is decided purely; the
 * few who wait for a read of the store stand apart.
 */
@NullMarked
package dev.habittracker.keyring.jwt;

import org.jspecify.annotations.NullMarked;
