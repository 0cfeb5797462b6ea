package dev.habittracker.keyring.jwt;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;

import dev.habittracker.keyring.follow.KeyringView;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.Kid;

/// The ring's public keys as a JWK Set (RFC 7517 section 5): those that verify now, the next key included, so that a
/// consumer that caches the set has the key before it signs. Symmetric keys have no public part and are not in it.
///
/// Each key is made anew from its public members, with `kid`, `alg` and `use` alone beside them.
public final class Jwks {

    /// The media type of a set (RFC 7517 section 8.5.2).
    public static final String MEDIA_TYPE = "application/jwk-set+json";

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final KeyringView view;

    /// @param view the ring to go by
    public Jwks(KeyringView view) {
        this.view = view;
    }

    /// The set as JSON.
    ///
    /// @throws KeyringUnavailableException where no ring was read so far (503); an empty set would be cached
    public String json() {
        return set().toString(true);
    }

    /// The set.
    ///
    /// @throws KeyringUnavailableException where no ring was read so far (503); an empty set would be cached
    public JWKSet set() {
        Instant now = view.now().wall();
        Snapshot snapshot = view.snapshot().orElseThrow(
                () -> new KeyringUnavailableException("there is no JWK Set: no ring was read so far", RETRY_AFTER));
        return of(snapshot, now);
    }

    /// The set of a ring at an instant: the active key first, then by age of the kid, newest first.
    static JWKSet of(Snapshot snapshot, Instant now) {
        Comparator<Kid> newestFirst = Comparator.comparing(Kid::minted).reversed().thenComparing(Kid::random);
        Optional<Kid> active = snapshot.signingKey().map(key -> key.kid());
        Stream<Kid> others = snapshot.keys().keySet().stream().filter(kid -> !active.equals(Optional.of(kid)))
                .sorted(newestFirst);
        List<JWK> keys = Stream.concat(active.stream(), others).filter(kid -> snapshot.stateOf(kid, now).verifies())
                .flatMap(kid -> snapshot.key(kid).flatMap(key -> publicKey(kid, key.material())).stream()).toList();
        return new JWKSet(keys);
    }

    private static Optional<JWK> publicKey(Kid kid, KeyMaterial material) {
        JWK whole = material.exposeJwk();
        return switch (material.algorithm()) {
            case HS256 -> Optional.empty();
            case ES256 -> {
                ECKey key = whole.toECKey();
                yield Optional.of(new ECKey.Builder(key.getCurve(), key.getX(), key.getY()).keyID(kid.toString())
                        .algorithm(material.algorithm().jws()).keyUse(KeyUse.SIGNATURE).build());
            }
            case EdDSA -> {
                OctetKeyPair key = whole.toOctetKeyPair();
                yield Optional.of(new OctetKeyPair.Builder(key.getCurve(), key.getX()).keyID(kid.toString())
                        .algorithm(material.algorithm().jws()).keyUse(KeyUse.SIGNATURE).build());
            }
            case RS256 -> {
                RSAKey key = whole.toRSAKey();
                yield Optional.of(new RSAKey.Builder(key.getModulus(), key.getPublicExponent()).keyID(kid.toString())
                        .algorithm(material.algorithm().jws()).keyUse(KeyUse.SIGNATURE).build());
            }
        };
    }
}
