package dev.habittracker.keyring.follow;

import dev.habittracker.events.MemberStatus;

/// What a member wants done. The loop does it and feeds back what came of it.
public sealed interface MemberAction {

    /// Ask the store for its newest version's number; answered by `MetadataRead` or `ReadFailed`.
    record ReadMetadata() implements MemberAction {}

    /// Read the newest version; answered by `RingRead` or `ReadFailed`.
    record ReadRing() implements MemberAction {}

    /// Tell the others how this process is.
    record SendStatus(MemberStatus status) implements MemberAction {}

    /// Tell the operator: a problem arose, or one is over.
    ///
    /// @param problem  which
    /// @param message  what happened and what to do
    /// @param resolved whether it is over
    record Report(Problem problem, String message, boolean resolved) implements MemberAction {}
}
