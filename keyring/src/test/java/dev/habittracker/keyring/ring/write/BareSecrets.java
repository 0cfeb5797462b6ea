package dev.habittracker.keyring.ring.write;

import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.Rings;
import dev.habittracker.keyring.ring.SigningAlgorithm;

/// Secrets as someone puts them by hand.
final class BareSecrets {

    /// 32 bytes, the fewest that HS256 allows.
    static final String JUST_LONG_ENOUGH = "not-a-real-secret-with-32-bytes.";
    /// 31 bytes.
    static final String TOO_SHORT = "not-a-real-secret-with-31-bytes";

    private BareSecrets() {}

    /// The adoption of a secret that stands at a version.
    static AdoptSecret adopt(String text, long version) {
        return new AdoptSecret(new BareSecret(KeyMaterial.ofSecretText(SigningAlgorithm.HS256, text), version),
                Rings.POLICY);
    }
}
