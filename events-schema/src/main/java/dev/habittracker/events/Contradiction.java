package dev.habittracker.events;

/// A setting of a topic that falls short of what a service relies on.
///
/// @param topic   the topic's name
/// @param setting Kafka's name for the setting, such as `cleanup.policy`
/// @param wanted  what it has to be
/// @param found   what it is
/// @param remedy  what to do about it, for the one who runs the broker
public record Contradiction(String topic, String setting, String wanted, String found, String remedy) {

    /// One sentence with all of it.
    @Override
    public String toString() {
        return "topic %s: %s is %s and has to be %s; %s".formatted(topic, setting, found, wanted, remedy);
    }
}
