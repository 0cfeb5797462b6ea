package dev.habittracker.events;

/// What a topic does with old records.
public enum CleanupPolicy {

    /** Drops them after the topic's retention. */
    DELETE("delete"),

    /** Keeps the newest record of each key. */
    COMPACT("compact");

    private final String configValue;

    CleanupPolicy(String configValue) {
        this.configValue = configValue;
    }

    /// The value of Kafka's `cleanup.policy`.
    public String configValue() {
        return configValue;
    }
}
