package dev.habittracker.keyring.kafka;

/// To which partitions of the members topic a process sends its status.
public enum StatusSpread {

    /** To the one that its key hashes to, as members do. */
    BY_KEY,

    /** To every one, as rotators do: the status that comes back proves that each partition can be written and heard. */
    EVERY_PARTITION
}
