package dev.habittracker.keyring.vault;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DenialsTest {

    private static final String PATH = "secret/data/habit-tracker/auth";
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final Denials denials = new Denials();

    @Test
    void worthLogin_nothingIsKnown_isTrue() {
        assertThat(denials.worthLogin(PATH, NOW)).isTrue();
    }

    @Test
    void worthLogin_aFreshTokenWasDenied_waitsAndThenTriesOnceMore() {
        denials.deniedAfresh(PATH, NOW);

        assertThat(denials.worthLogin(PATH, NOW.plus(Denials.SHORTEST).minusMillis(1))).isFalse();
        assertThat(denials.worthLogin(PATH, NOW.plus(Denials.SHORTEST))).isTrue();
        assertThat(denials.worthLogin("secret/metadata/habit-tracker/auth", NOW)).isTrue();
    }

    @Test
    void worthLogin_deniedAgainAndAgain_waitsTwiceAsLongEachTimeButNeverLongerThanTheLongest() {
        Duration expected = Denials.SHORTEST;
        for (int i = 0; i < 40; i++) {
            denials.deniedAfresh(PATH, NOW);
            assertThat(denials.worthLogin(PATH, NOW.plus(expected).minusMillis(1))).isFalse();
            assertThat(denials.worthLogin(PATH, NOW.plus(expected))).isTrue();
            Duration doubled = expected.multipliedBy(2);
            expected = doubled.compareTo(Denials.LONGEST) < 0 ? doubled : Denials.LONGEST;
        }
    }

    @Test
    void worthLogin_grantedMeanwhile_startsAfresh() {
        denials.deniedAfresh(PATH, NOW);
        denials.deniedAfresh(PATH, NOW);

        denials.granted(PATH);

        assertThat(denials.worthLogin(PATH, NOW)).isTrue();
        denials.deniedAfresh(PATH, NOW);
        assertThat(denials.worthLogin(PATH, NOW.plus(Denials.SHORTEST))).isTrue();
    }
}
