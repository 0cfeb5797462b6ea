package dev.habittracker.devstack.keyring;

import java.time.Instant;
import java.util.Optional;

/**
 * A process that uses the keyring.
 *
 * @param instance random per process
 * @param position epoch and version of the ring that it has
 */
public record MemberView(String instance, String service, String position, Optional<Instant> applied, boolean live) {}
