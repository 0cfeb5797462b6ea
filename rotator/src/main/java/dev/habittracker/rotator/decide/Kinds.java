package dev.habittracker.rotator.decide;

import java.util.Optional;

import dev.habittracker.keyring.ring.Policy;

/// Symmetric against public-key algorithms: plain clients lose their key when one follows the other.
public final class Kinds {

    private Kinds() {}

    /// What stands against the change; empty where it keeps the kind or was allowed by name.
    public static Optional<String> problem(Policy from, Policy to, boolean allowed) {
        return allowed || from.algorithm().symmetric() == to.algorithm().symmetric()
                ? Optional.empty()
                : Optional.of("a change from " + from.algorithm().jwtName() + " to " + to.algorithm().jwtName()
                        + " takes their key from plain clients that read jwt_secret_key: allow it with"
                        + " allow_kind_change in the command");
    }
}
