package dev.habittracker.keyring.ring;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

import com.nimbusds.jose.JWSAlgorithm;

/// The algorithms that a ring can hold keys for (RFC 7518 section 3.1, RFC 8037 section 3.1).
public enum SigningAlgorithm {

    HS256(JWSAlgorithm.HS256, true), //
    ES256(JWSAlgorithm.ES256, false), //
    EdDSA(JWSAlgorithm.EdDSA, false), //
    RS256(JWSAlgorithm.RS256, false);

    private final JWSAlgorithm jws;
    private final boolean symmetric;

    SigningAlgorithm(JWSAlgorithm jws, boolean symmetric) {
        this.jws = jws;
        this.symmetric = symmetric;
    }

    /// The name as it stands in a token's header and in `jwt_algorithm`.
    public String jwtName() {
        return jws.getName();
    }

    /// The algorithm as Nimbus names it.
    public JWSAlgorithm jws() {
        return jws;
    }

    /// Whether signing and verifying need the same secret.
    public boolean symmetric() {
        return symmetric;
    }

    /// The algorithm with this name in JWT headers, where the ring supports it.
    public static Optional<SigningAlgorithm> ofJwtName(String name) {
        return Arrays.stream(values()).filter(algorithm -> algorithm.jwtName().equals(name)).findFirst();
    }

    /// All names, for messages: `HS256, ES256, EdDSA, RS256`.
    public static String names() {
        return Arrays.stream(values()).map(SigningAlgorithm::jwtName).collect(Collectors.joining(", "));
    }
}
