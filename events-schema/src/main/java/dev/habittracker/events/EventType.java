package dev.habittracker.events;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of event, one for each kind of write to a ring, named in the past tense.
public enum EventType {

    RING_CREATED("ring-created", RingCreated.class), //
    KEY_ADOPTED("key-adopted", KeyAdopted.class), //
    KEY_ROTATED("key-rotated", KeyRotated.class), //
    NEXT_REPLACED("next-replaced", NextReplaced.class), //
    KEY_ROLLED_BACK("key-rolled-back", KeyRolledBack.class), //
    ROTATION_RESUMED("rotation-resumed", RotationResumed.class), //
    KEY_REVOKED("key-revoked", KeyRevoked.class), //
    RING_REVOKED("ring-revoked", RingRevoked.class), //
    KEY_RETIRED("key-retired", KeyRetired.class), //
    POLICY_CHANGED("policy-changed", PolicyChanged.class), //
    EPOCH_RAISED("epoch-raised", EpochRaised.class), //
    FOREIGN_WRITE("foreign-write", ForeignWrite.class);

    private static final String PREFIX = "dev.habittracker.keys.";
    private static final String SUFFIX = ".v1";

    private final String wireName;
    private final Class<? extends KeyEvent> dataType;

    EventType(String wireName, Class<? extends KeyEvent> dataType) {
        this.wireName = wireName;
        this.dataType = dataType;
    }

    /// The short name, as a journal entry has it: `key-rotated`.
    public String wireName() {
        return wireName;
    }

    /// The CloudEvents type: `dev.habittracker.keys.key-rotated.v1`.
    public String cloudEventType() {
        return PREFIX + wireName + SUFFIX;
    }

    /// The record that an event's data is read into.
    public Class<? extends KeyEvent> dataType() {
        return dataType;
    }

    /// The type with this short name, if this version of the contract knows it.
    public static Optional<EventType> ofWireName(String wireName) {
        return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
    }

    /// The type with this CloudEvents type, if this version of the contract knows it.
    public static Optional<EventType> ofCloudEventType(String cloudEventType) {
        return Arrays.stream(values()).filter(type -> type.cloudEventType().equals(cloudEventType)).findFirst();
    }
}
