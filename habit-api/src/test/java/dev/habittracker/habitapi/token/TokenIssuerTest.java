package dev.habittracker.habitapi.token;

import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.util.unit.DataSize;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.habittracker.habitapi.HabitApiProperties;

import static org.assertj.core.api.Assertions.assertThat;

class TokenIssuerTest {

    private static final UUID USER = UUID.fromString("00000000-0000-4000-8000-000000000001");

    @Test
    void issue_anyUser_hasSubIatExpAndNothingElse() throws Exception {
        JWTClaimsSet claims = claims(issue("2026-03-10T10:00:00Z", Duration.ofMinutes(15)));
        assertThat(claims.getClaims()).isEqualTo(Map.of("sub", USER.toString(),
                "iat", Date.from(Instant.parse("2026-03-10T10:00:00Z")),
                "exp", Date.from(Instant.parse("2026-03-10T10:15:00Z"))));
    }

    @Test
    void issue_withinASecond_roundsExpDown() throws Exception {
        AccessToken token = issue("2026-03-10T10:00:00.999Z", Duration.ofSeconds(20));
        assertThat(claims(token).getExpirationTime()).isEqualTo(Instant.parse("2026-03-10T10:00:20Z"));
        assertThat(token.expiresIn()).isEqualTo(Duration.ofSeconds(19));
    }

    @Test
    void issue_onTheSecond_expiresInTheWholeLifetime() throws Exception {
        assertThat(issue("2026-03-10T10:00:00Z", Duration.ofSeconds(20)).expiresIn()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void toString_never_showsTheToken() throws Exception {
        assertThat(issue("2026-03-10T10:00:00Z", Duration.ofSeconds(20))).hasToString("AccessToken[expiresIn=PT20S]");
    }

    private static AccessToken issue(String now, Duration lifetime) throws JOSEException {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        var encoder = NimbusJwtEncoder.withKeyPair(key.toECPublicKey(), key.toECPrivateKey()).build();
        var properties = new HabitApiProperties(lifetime, Duration.ZERO, DataSize.ofKilobytes(64));
        return new TokenIssuer(encoder, properties, Clock.fixed(Instant.parse(now), ZoneOffset.UTC)).issue(USER);
    }

    private static JWTClaimsSet claims(AccessToken token) throws ParseException {
        return SignedJWT.parse(token.value()).getJWTClaimsSet();
    }
}
