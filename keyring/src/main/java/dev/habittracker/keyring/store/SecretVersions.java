package dev.habittracker.keyring.store;

import java.util.List;
import java.util.Optional;

/// The versions of a secret, for the search below a bare one.
public interface SecretVersions {

    /// The versions whose content can still be read, ascending.
    List<Long> readable();

    /// Reads one; empty where it was deleted or destroyed meanwhile.
    Optional<SecretVersion> read(long version);
}
