package dev.habittracker.keyring.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What becomes of a record that cannot be read. A member leaves it at a log line; a rotator, which may write there, sends
/// it to the dead letters. Must not throw and must not block.
@FunctionalInterface
public interface Unreadable {

    /// Leaves it at the log line that was written.
    Unreadable LOGGED = (entry, reason) -> {};

    /// Takes the record on.
    ///
    /// @param entry  the record, with its coordinates
    /// @param reason what is wrong with it, without anything that it holds
    void take(ConsumerRecord<byte[], byte[]> entry, String reason);
}
