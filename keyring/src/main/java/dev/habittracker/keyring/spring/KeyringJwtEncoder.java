package dev.habittracker.keyring.spring;

import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.JoseHeaderNames;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtEncodingException;

import com.nimbusds.jwt.JWTClaimNames;
import com.nimbusds.jwt.JWTClaimsSet;

import dev.habittracker.keyring.jwt.KeyringSigner;
import dev.habittracker.keyring.jwt.SignedToken;

/// Encodes tokens with the ring's active key.
///
/// The key gives `alg` and `kid`; a header handed in may name an algorithm, which counts for nothing, and no other
/// parameter but `typ: JWT`. The `exp` of the claims is kept where the key allows so long a life, is capped where not, and is set to
/// the longest possible where absent.
public final class KeyringJwtEncoder implements JwtEncoder {

    private static final Set<String> TOLERATED = Set.of(JoseHeaderNames.ALG, JoseHeaderNames.TYP);

    private final KeyringSigner signer;
    private final Supplier<Instant> now;

    /// @param signer signs
    /// @param now    the wall clock
    public KeyringJwtEncoder(KeyringSigner signer, Supplier<Instant> now) {
        this.signer = signer;
        this.now = now;
    }

    /// Encodes claims.
    ///
    /// @throws JwtEncodingException where the claims or the header cannot be encoded
    /// @throws dev.habittracker.keyring.jwt.KeyringUnavailableException where this process may not sign now (503)
    @Override
    public Jwt encode(JwtEncoderParameters parameters) {
        checkHeader(parameters.getJwsHeader());
        Map<String, Object> claims = parameters.getClaims().getClaims();
        SignedToken token = signer.sign(claimsSet(claims), lifetime(parameters.getClaims().getExpiresAt()));
        return Jwt.withTokenValue(token.value()).headers(all -> all.putAll(token.header().toJSONObject()))
                .claims(all -> {
                    all.putAll(claims);
                    all.remove(JWTClaimNames.NOT_BEFORE);
                    all.put(JWTClaimNames.ISSUED_AT, token.claims().getIssueTime().toInstant());
                    all.put(JWTClaimNames.EXPIRATION_TIME, token.expires());
                }).build();
    }

    private @Nullable Duration lifetime(@Nullable Instant expires) {
        if (expires == null) {
            return null;
        }
        Duration lifetime = Duration.between(now.get(), expires);
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new JwtEncodingException("the claim exp must be at least a second ahead, not " + lifetime);
        }
        return lifetime;
    }

    private static void checkHeader(@Nullable JwsHeader header) {
        if (header == null) {
            return;
        }
        for (String name : header.getHeaders().keySet()) {
            if (!TOLERATED.contains(name)) {
                throw new JwtEncodingException(
                        "the header parameter " + name + " cannot be set: the ring's key gives it");
            }
        }
        String type = header.getType();
        if (type != null && !type.equals("JWT")) {
            throw new JwtEncodingException("the header parameter typ can only be JWT");
        }
    }

    private static JWTClaimsSet claimsSet(Map<String, Object> claims) {
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder();
        claims.forEach((name, value) -> builder.claim(name, plain(value)));
        return builder.build();
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Instant instant -> Date.from(instant);
            case URL url -> url.toExternalForm();
            default -> value;
        };
    }
}
