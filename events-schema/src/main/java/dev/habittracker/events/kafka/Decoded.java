package dev.habittracker.events.kafka;

/// What a record turned out to be. Reading never throws: whatever stands on a topic, a listener goes on.
///
/// @param <T> what the topic's records hold
public sealed interface Decoded<T> {

    /// A well-formed record.
    ///
    /// @param value what it holds
    record Event<T>(T value) implements Decoded<T> {}

    /// A well-formed CloudEvent of a type that this version of the contract does not know, as a later writer may send:
    /// to be skipped, and logged once per type with [UnknownTypes].
    ///
    /// @param type the CloudEvents type; letters, digits, dots, dashes and underscores alone
    record UnknownType<T>(String type) implements Decoded<T> {}

    /// A record without a value: what the key names is gone. Means something on a compacted topic only.
    ///
    /// @param key the record's key
    record Tombstone<T>(String key) implements Decoded<T> {}

    /// A record that nobody can read: to be sent on with [DeadLetters], and skipped.
    ///
    /// @param reason    what is wrong with it, without anything that it holds
    /// @param topic     where it is
    /// @param partition where it is
    /// @param offset    where it is
    record Malformed<T>(String reason, String topic, int partition, long offset) implements Decoded<T> {}
}
