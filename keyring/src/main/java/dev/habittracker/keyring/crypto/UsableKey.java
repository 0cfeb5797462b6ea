package dev.habittracker.keyring.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;

import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.SigningAlgorithm;

/// A key with its signer and verifier, made once when a ring is applied, so that a request makes none.
///
/// The algorithm is the key's and is never taken from a token. Safe for use by many threads at once.
public final class UsableKey {

    private static final byte[] PROBE = "habit-tracker key ring self-test".getBytes(StandardCharsets.US_ASCII);

    private final KeyMaterial material;
    private final JWSSigner signer;
    private final JWSVerifier verifier;

    private UsableKey(KeyMaterial material, JWSSigner signer, JWSVerifier verifier) {
        this.material = material;
        this.signer = signer;
        this.verifier = verifier;
    }

    /// Makes a key ready.
    ///
    /// @throws IllegalArgumentException where the JVM cannot use it; the message has no key material
    public static UsableKey of(KeyMaterial material) {
        try {
            return new UsableKey(material, Signatures.signer(material), Signatures.verifier(material));
        } catch (JOSEException e) {
            // the cause is left out: it can quote the key
            throw new IllegalArgumentException(
                    "a key for " + material.algorithm().jwtName() + " cannot be used by this JVM");
        }
    }

    /// What the key signs with.
    public SigningAlgorithm algorithm() {
        return material.algorithm();
    }

    /// The key itself.
    public KeyMaterial material() {
        return material;
    }

    /// Signs `header.payload` as RFC 7515 section 5.1 lays down.
    ///
    /// @throws IllegalStateException where the JVM fails to; the message has no key material
    public Base64URL sign(JWSHeader header, byte[] signingInput) {
        try {
            return signer.sign(header, signingInput);
        } catch (JOSEException e) {
            throw new IllegalStateException("signing with " + algorithm().jwtName() + " failed");
        }
    }

    /// Whether a signature is this key's. A header of another algorithm is never verified, whatever it says.
    public boolean verifies(JWSHeader header, byte[] signingInput, Base64URL signature) {
        if (!algorithm().jws().equals(header.getAlgorithm())) {
            return false;
        }
        try {
            return verifier.verify(header, signingInput, signature);
        } catch (JOSEException e) {
            return false;
        }
    }

    /// Signs a fixed text and verifies it.
    ///
    /// @return what went wrong, without key material; empty where all is well
    public Optional<String> selfTest() {
        JWSHeader header = new JWSHeader(algorithm().jws());
        try {
            return verifies(header, PROBE, sign(header, PROBE))
                    ? Optional.empty()
                    : Optional.of("a signature by the key does not verify with it");
        } catch (IllegalStateException e) {
            return Optional.of("signing with the key failed");
        }
    }

    /// The algorithm only.
    @Override
    public String toString() {
        return "UsableKey[" + algorithm().jwtName() + "]";
    }
}
