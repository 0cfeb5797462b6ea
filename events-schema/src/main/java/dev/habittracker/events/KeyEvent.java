package dev.habittracker.events;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;

/// What happened to a keyring: one event for each write, and so one for each version of the ring.
///
/// Events are hints. They name a position to read up to and kids that are revoked; whoever misses one, hears it twice or
/// late loses nothing, for the ring itself is in Vault. No event holds key material.
public sealed interface KeyEvent permits RingCreated, KeyAdopted, KeyRotated, NextReplaced, KeyRolledBack,
        RotationResumed, KeyRevoked, RingRevoked, KeyRetired, PolicyChanged, EpochRaised, ForeignWrite {

    /// The write that the event tells about.
    WriteHeader header();

    /// The kind of event.
    @JsonIgnore
    EventType type();

    /// Kids to refuse from now on, known from the event alone.
    @JsonIgnore
    default List<String> revokedKids() {
        return List.of();
    }

    /// The expiries that this write set. A reader adds to these what the write was late by.
    @JsonIgnore
    default List<KidExpiry> expiries() {
        return List.of();
    }
}
