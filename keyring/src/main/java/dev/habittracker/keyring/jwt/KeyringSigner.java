package dev.habittracker.keyring.jwt;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;

import dev.habittracker.keyring.follow.KeyringView;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.ring.Kid;

/// Signs tokens with the ring's active key. Safe for use by many threads at once; takes no lock and does no I/O.
public final class KeyringSigner {

    private static final Logger LOG = LoggerFactory.getLogger(KeyringSigner.class);

    private final KeyringView view;
    private final SignerSettings settings;
    private final TokenCounters counters;
    private final AtomicReference<@Nullable Kid> cappedBy = new AtomicReference<>();

    /// @param view     the ring to go by
    /// @param settings how to sign where no ring says so
    /// @param counters takes note of what became of tokens
    public KeyringSigner(KeyringView view, SignerSettings settings, TokenCounters counters) {
        this.view = view;
        this.settings = settings;
        this.counters = counters;
    }

    /// Signs claims for as long as the key allows.
    ///
    /// @throws KeyringUnavailableException where this process may not sign now (503)
    public SignedToken sign(JWTClaimsSet claims) {
        return sign(claims, null);
    }

    /// Signs claims. `exp` is set, whatever it was; `iat` too, where there is none; `nbf` is left out, since a verifier
    /// whose clock is behind would refuse a fresh token for it.
    ///
    /// @param claims   the claims
    /// @param lifetime how long the token is to live; the key's maximum where that is less, or where it is `null`
    /// @throws IllegalArgumentException    where the lifetime is under a second
    /// @throws KeyringUnavailableException where this process may not sign now (503)
    public SignedToken sign(JWTClaimsSet claims, @Nullable Duration lifetime) {
        if (lifetime != null && lifetime.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("a token must live for at least a second, not " + lifetime);
        }
        // first the clock: a pause before the ring is looked at must not make the token live longer than its key
        Moment now = view.now();
        return switch (SigningDecision.decide(view.snapshot().orElse(null), now, lifetime, settings)) {
            case SigningDecision.Sign sign -> {
                counters.countSigned(sign.capped());
                alarmIfCapped(sign, lifetime);
                yield sign(sign, claims);
            }
            case SigningDecision.Refuse refuse -> {
                counters.countUnsigned();
                throw new KeyringUnavailableException("a token cannot be signed: " + refuse.reason(),
                        settings.retryAfter());
            }
        };
    }

    private static SignedToken sign(SigningDecision.Sign sign, JWTClaimsSet claims) {
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder(claims).notBeforeTime(null)
                .expirationTime(Date.from(sign.expires()));
        if (claims.getIssueTime() == null) {
            builder.issueTime(Date.from(sign.issued()));
        }
        JWTClaimsSet signed = builder.build();
        Kid kid = sign.kid();
        JWSHeader header = new JWSHeader.Builder(sign.key().algorithm().jws()).type(JOSEObjectType.JWT)
                .keyID(kid == null ? null : kid.toString()).build();
        String input = header.toBase64URL() + "." + Base64URL.encode(signed.toString());
        Base64URL signature = sign.key().sign(header, input.getBytes(StandardCharsets.US_ASCII));
        return new SignedToken(input + "." + signature, sign.expires(), kid, header, signed);
    }

    /// Once for each key: what is configured too long stays so.
    private void alarmIfCapped(SigningDecision.Sign sign, @Nullable Duration lifetime) {
        Kid kid = sign.kid();
        if (sign.capped() && kid != null && !kid.equals(cappedBy.getAndSet(kid))) {
            LOG.atWarn().addKeyValue("kid", kid).log(
                    "A token was to live for {}, longer than key {} is for: it expires at {}. Raise max_token_lifetime in"
                            + " the ring's policy, or ask for less",
                    lifetime, kid, sign.expires());
        }
    }
}
