package dev.habittracker.keyring.vault;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import dev.habittracker.keyring.vault.TokenFacts.Decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TokenFactsTest {

    private static final Instant GRANTED = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration TTL = Duration.ofMinutes(30);

    private final TokenFacts renewable = new TokenFacts(GRANTED, TTL, TTL, true, 0);

    @Test
    void decide_beforeTwoThirdsOfItsTime_usesIt() {
        assertThat(renewable.decide(GRANTED)).isEqualTo(new Decision.Use());
        assertThat(renewable.decide(GRANTED.plus(Duration.ofMinutes(20)).minusMillis(1)))
                .isEqualTo(new Decision.Use());
    }

    @Test
    void decide_atTwoThirdsOfItsTime_renewsIt() {
        assertThat(renewable.decide(GRANTED.plus(Duration.ofMinutes(20)))).isEqualTo(new Decision.Renew());
        assertThat(renewable.decide(GRANTED.plus(TTL).minusMillis(1))).isEqualTo(new Decision.Renew());
    }

    @Test
    void decide_atItsEnd_replacesItAndDoesNotUseIt() {
        assertThat(renewable.decide(GRANTED.plus(TTL)))
                .isEqualTo(new Decision.Replace("the token's time is over", false));
    }

    @Test
    void decide_withJitter_isDueATenthEarlierAtMost() {
        TokenFacts jittered = new TokenFacts(GRANTED, TTL, TTL, true, 0.5);

        assertThat(jittered.due()).isEqualTo(GRANTED.plus(Duration.ofMinutes(19)));
        assertThat(jittered.decide(GRANTED.plus(Duration.ofMinutes(19)).minusMillis(1)))
                .isEqualTo(new Decision.Use());
        assertThat(jittered.decide(GRANTED.plus(Duration.ofMinutes(19)))).isEqualTo(new Decision.Renew());
    }

    @Test
    void decide_notRenewable_isReplacedInTimeAndUsedMeanwhile() {
        TokenFacts batch = new TokenFacts(GRANTED, TTL, TTL, false, 0);

        assertThat(batch.decide(GRANTED.plus(Duration.ofMinutes(20)).minusMillis(1))).isEqualTo(new Decision.Use());
        assertThat(batch.decide(GRANTED.plus(Duration.ofMinutes(20))))
                .isEqualTo(new Decision.Replace("the token cannot be renewed", true));
    }

    @Test
    void decide_renewalGaveAsMuchAsTheLogin_renewsAgain() {
        Instant renewed = GRANTED.plus(Duration.ofMinutes(20));

        assertThat(renewable.renewed(renewed, TTL, true).decide(renewed.plus(Duration.ofMinutes(20))))
                .isEqualTo(new Decision.Renew());
    }

    @Test
    void decide_renewalGaveLessThanTheLogin_isReplacedForItsMaximumIsNear() {
        Instant renewed = GRANTED.plus(Duration.ofMinutes(20));
        TokenFacts capped = renewable.renewed(renewed, Duration.ofMinutes(15), true);

        assertThat(capped.decide(renewed.plus(Duration.ofMinutes(10)).minusMillis(1))).isEqualTo(new Decision.Use());
        assertThat(capped.decide(renewed.plus(Duration.ofMinutes(10))))
                .isEqualTo(new Decision.Replace("the token nears its maximum lifetime", true));
    }

    @Test
    void decide_tokenWithoutEnd_usesItForEver() {
        TokenFacts root = new TokenFacts(GRANTED, Duration.ZERO, Duration.ZERO, false, 0);

        assertThat(root.decide(GRANTED.plus(Duration.ofDays(10_000)))).isEqualTo(new Decision.Use());
    }

    @Test
    void facts_jitterOutOfRange_isRefused() {
        assertThatThrownBy(() -> new TokenFacts(GRANTED, TTL, TTL, true, 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("jitter");
    }
}
