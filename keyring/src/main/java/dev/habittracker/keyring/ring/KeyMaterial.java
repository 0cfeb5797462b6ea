package dev.habittracker.keyring.ring;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Arrays;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;

/// The secret part of a key, behind one door.
///
/// A JWK of Nimbus prints its private members in `toString`; this wrapper prints none, and private bytes leave it only
/// through [#exposeJwk()] and [#exposeSecretText()], so that a search for the two names finds every place that touches
/// key material.
public final class KeyMaterial {

    /// What RFC 7518 section 3.2 asks of a key for HS256.
    private static final int HS256_MIN_BITS = 256;

    private final SigningAlgorithm algorithm;
    private final JWK jwk;

    private KeyMaterial(SigningAlgorithm algorithm, JWK jwk) {
        this.algorithm = algorithm;
        this.jwk = jwk;
    }

    /// Wraps a private or secret JWK.
    ///
    /// @throws IllegalArgumentException where the key does not fit the algorithm or lacks its private part; the message
    ///                                  has no key material
    public static KeyMaterial of(SigningAlgorithm algorithm, JWK jwk) {
        boolean fits = switch (algorithm) {
            case HS256 -> jwk instanceof OctetSequenceKey;
            case ES256 -> jwk instanceof ECKey key && Curve.P_256.equals(key.getCurve());
            case EdDSA -> jwk instanceof OctetKeyPair key && Curve.Ed25519.equals(key.getCurve());
            case RS256 -> jwk instanceof RSAKey;
        };
        if (!fits) {
            throw new IllegalArgumentException(
                    "the JWK of type " + jwk.getKeyType() + " is not for " + algorithm.jwtName());
        }
        if (!jwk.isPrivate()) {
            throw new IllegalArgumentException("the JWK for " + algorithm.jwtName() + " lacks its private part");
        }
        if (jwk instanceof OctetSequenceKey key && key.toByteArray().length == 0) {
            throw new IllegalArgumentException("the secret is empty");
        }
        if (jwk instanceof OctetSequenceKey key && !Arrays.equals(key.toByteArray(), utf8(textOf(key)))) {
            throw new IllegalArgumentException("the JWK for " + algorithm.jwtName()
                    + " is not made of the bytes of a text, which plain clients need");
        }
        return new KeyMaterial(algorithm, jwk);
    }

    private static String textOf(OctetSequenceKey key) {
        return new String(key.toByteArray(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Reads a private or secret JWK from JSON.
    ///
    /// @throws IllegalArgumentException where the text is no JWK, or not one for the algorithm; the message has no key
    ///                                  material
    public static KeyMaterial parse(SigningAlgorithm algorithm, String json) {
        JWK jwk;
        try {
            jwk = JWK.parse(json);
        } catch (ParseException | RuntimeException e) {
            // whatever the library meets in a broken JWK; the cause is left out, for it can quote the JSON
            throw new IllegalArgumentException("the JWK for " + algorithm.jwtName() + " cannot be read");
        }
        return of(algorithm, jwk);
    }

    /// The key that plain clients make of a secret text: an HMAC key of the text's own UTF-8 bytes.
    ///
    /// @throws IllegalArgumentException where the text is empty
    public static KeyMaterial ofSecretText(SigningAlgorithm algorithm, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the secret is empty");
        }
        return of(algorithm, new OctetSequenceKey.Builder(utf8(text)).build());
    }

    /// What the key signs with.
    public SigningAlgorithm algorithm() {
        return algorithm;
    }

    /// Whether the key is as long as its algorithm demands (RFC 7518 section 3.2 for HS256; others are by their form).
    public boolean longEnough() {
        return !(jwk instanceof OctetSequenceKey key) || key.size() >= HS256_MIN_BITS;
    }

    /// The whole key, private part included. Never hand it to anything that prints.
    public JWK exposeJwk() {
        return jwk;
    }

    /// The secret as the text that plain clients use.
    ///
    /// @throws IllegalStateException for public-key algorithms, which have no such text
    public String exposeSecretText() {
        if (jwk instanceof OctetSequenceKey key) {
            return textOf(key);
        }
        throw new IllegalStateException("a key for " + algorithm.jwtName() + " has no secret text");
    }

    /// SHA-256 over the key's required members (RFC 7638), base64url. For a secret key it must stay where the key is.
    public String thumbprint() {
        try {
            return jwk.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("this JVM lacks SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyMaterial that && algorithm == that.algorithm && jwk.equals(that.jwk);
    }

    @Override
    public int hashCode() {
        return jwk.hashCode();
    }

    /// The algorithm only.
    @Override
    public String toString() {
        return "KeyMaterial[" + algorithm.jwtName() + "]";
    }
}
