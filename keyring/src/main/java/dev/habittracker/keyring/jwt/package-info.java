/** Signing and verifying JWTs by the ring in use, and its public keys as a JWK Set. */
@NullMarked
package dev.habittracker.keyring.jwt;

import org.jspecify.annotations.NullMarked;
