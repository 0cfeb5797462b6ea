package dev.habittracker.events;

import java.util.Optional;

/// A member of a keyring, as the key of its statuses on the topic names it: `keyring/instance`.
///
/// @param keyring  the keyring's name
/// @param instance the member's instance id; holds no `/`
public record MemberKey(String keyring, String instance) {

    /// The member that a status is from.
    public static MemberKey of(MemberStatus status) {
        return new MemberKey(status.keyring(), status.instance());
    }

    /// The member that a record's key names, if it names one.
    public static Optional<MemberKey> parse(String text) {
        int slash = text.lastIndexOf('/');
        return slash <= 0 || slash == text.length() - 1
                ? Optional.empty()
                : Optional.of(new MemberKey(text.substring(0, slash), text.substring(slash + 1)));
    }

    /// `keyring/instance`, the record's key.
    @Override
    public String toString() {
        return keyring + "/" + instance;
    }
}
