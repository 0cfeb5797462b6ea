package dev.habittracker.devstack.torture;

import java.time.Instant;

/**
 * A key that was revoked.
 *
 * @param written when Vault had it
 */
record Revocation(String kid, Instant written) {}
