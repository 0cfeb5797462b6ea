package dev.habittracker.rotator.known;

/// What Kafka tells.
public sealed interface Bus {

    /// Kafka gives no answer.
    ///
    /// @param problem what the client says
    record Away(String problem) implements Bus {}

    /// Kafka answers.
    ///
    /// @param tail    the keyring's last events, without those that an operator declared false
    /// @param members who announced themselves, live or not
    /// @param echo    whether this rotator hears itself
    record Heard(EventTail tail, LiveMembers.Roll members, Echo.State echo) implements Bus {}
}
