package dev.habittracker.rotator.reconcile;

import java.time.Duration;

import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.rotator.known.OnDeadline;
import dev.habittracker.rotator.known.Schedule;

/// How a keyring is kept, as configured.
///
/// @param policy          the policy of new rings
/// @param schedule        when rotations are due
/// @param jwksCache       how long consumers of the JWKS are assumed to keep it
/// @param deadline        how long a rotation may be held up by members
/// @param onDeadline      what happens then
public record KeyringRules(Policy policy, Schedule schedule, Duration jwksCache,
        Duration deadline, OnDeadline onDeadline) {}
