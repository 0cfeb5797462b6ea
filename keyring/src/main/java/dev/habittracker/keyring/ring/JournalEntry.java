package dev.habittracker.keyring.ring;

import java.time.Instant;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

import dev.habittracker.events.EventJson;
import dev.habittracker.events.EventType;
import dev.habittracker.events.KeyEvent;

/// One write to the ring, with the whole event that tells of it. No key material.
///
/// @param version the KV version that the write made
/// @param writeId random per write
/// @param event   the event's short name, such as `key-rotated`
/// @param decided when the write was decided, on Vault's clock
/// @param data    the event's data, kept as it was written even where this version does not know the event
public record JournalEntry(long version, String writeId, String event, Instant decided, JsonNode data) {

    public JournalEntry {
        data = WholeNumbers.unify(data);
    }

    /// The entry for an event.
    public static JournalEntry of(KeyEvent event) {
        return new JournalEntry(event.header().version(), event.header().writeId(), event.type().wireName(),
                event.header().decided(), EventJson.toJson(event));
    }

    /// The event; empty where a newer version of the rotator wrote one that this version does not know.
    ///
    /// @throws dev.habittracker.events.EventFormatException where the data is not what the event's name says
    public Optional<KeyEvent> toEvent() {
        return EventType.ofWireName(event).map(type -> EventJson.fromJson(type, data));
    }
}
