package dev.habittracker.rotator.known;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.ring.Policy;

/// How a keyring is to be kept.
///
/// @param initialPolicy   the policy of a ring that is created or begun by adoption
/// @param target          the policy that the ring should have; `null` while the database that knows it is away
/// @param allowKindChange whether the target may exchange symmetric for public-key algorithms or the other way round
/// @param schedule        when rotations are due
/// @param jwksCache       how long consumers of the JWKS are assumed to keep it
/// @param deadline        how long a rotation may be held up by members
/// @param onDeadline      what happens then
public record Rules(Policy initialPolicy, @Nullable Policy target, boolean allowKindChange, Schedule schedule,
        Duration jwksCache, Duration deadline, OnDeadline onDeadline) {}
