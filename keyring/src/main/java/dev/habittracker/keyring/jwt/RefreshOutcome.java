package dev.habittracker.keyring.jwt;

import dev.habittracker.keyring.follow.Moment;

/// How a read of the store came out.
///
/// @param started  when it was started
/// @param answered whether the store answered it, with whatever ring
public record RefreshOutcome(Moment started, boolean answered) {}
