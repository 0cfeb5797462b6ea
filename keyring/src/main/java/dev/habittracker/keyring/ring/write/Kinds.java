package dev.habittracker.keyring.ring.write;

import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.SigningAlgorithm;

/// Symmetric against public-key: a change between the two takes their key from plain clients, so it is asked for by name.
final class Kinds {

    private Kinds() {}

    static boolean differ(RingKey a, RingKey b) {
        return differ(a.material().algorithm(), b.material().algorithm());
    }

    static boolean differ(SigningAlgorithm a, SigningAlgorithm b) {
        return a.symmetric() != b.symmetric();
    }

    static WriteOutcome.Refused refusal(RingKey from, RingKey to) {
        return refusal(from.material().algorithm(), to.material().algorithm());
    }

    static WriteOutcome.Refused refusal(SigningAlgorithm from, SigningAlgorithm to) {
        return new WriteOutcome.Refused(Refusal.KIND_CHANGE,
                "a change from " + from.jwtName() + " to " + to.jwtName()
                        + " takes their key from plain clients that read jwt_secret_key; say allow_kind_change to go on");
    }
}
