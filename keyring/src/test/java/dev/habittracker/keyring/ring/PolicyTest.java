package dev.habittracker.keyring.ring;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PolicyTest {

    private static final Duration ONE = Duration.ofSeconds(1);
    private static final Timing ONES = new Timing(ONE, ONE, ONE, ONE);

    @Test
    void newPolicy_lifetimeBelowASecond_isRefusedForExpIsInWholeSeconds() {
        assertThatThrownBy(() -> Rings.policy(Duration.ofMillis(999), ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("max-token-lifetime must be at least PT1S, not PT0.999S");
        assertThat(Rings.policy(ONE, ONE).maxTokenLifetime()).isEqualTo(ONE);
    }

    @Test
    void newPolicy_noLease_isRefused() {
        assertThatThrownBy(() -> Rings.policy(ONE, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("signing-lease must be longer than zero, not PT0S");
    }

    @Test
    void newPolicy_longerThanAYear_isRefusedForItsSumsWouldOverflow() {
        Duration longest = Duration.ofDays(366);
        Duration endless = Duration.ofSeconds(Long.MAX_VALUE);

        assertThatThrownBy(() -> Rings.policy(longest.plusNanos(1), ONE)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("max-token-lifetime must be at most PT8784H (366 days), not PT8784H0.000000001S");
        assertThatThrownBy(() -> Rings.policy(endless, ONE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Rings.policy(ONE, endless)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("signing-lease must be at most PT8784H (366 days), not " + endless);
        Policy most = new Policy(SigningAlgorithm.HS256, longest, longest,
                new Timing(longest, longest, longest, longest));
        assertThat(Margins.minimumPeriod(most)).isEqualTo(longest.multipliedBy(10));
    }

    @ParameterizedTest
    @CsvSource({ //
            "PT0S,  PT0S,  PT1S,  PT1S, 'poll must be longer than zero, not PT0S'", //
            "PT1S,  PT-1S, PT1S,  PT1S, 'lag must not be negative, not PT-1S'", //
            "PT1S,  PT0S,  PT0S,  PT1S, 'clock-error must be longer than zero, not PT0S'", //
            "PT1S,  PT0S,  PT1S,  PT0S, 'write-budget must be longer than zero, not PT0S'", //
            "PT8785H, PT0S, PT1S, PT1S, 'poll must be at most PT8784H (366 days), not PT8785H'", //
            "PT1S, PT8785H, PT1S, PT1S, 'lag must be at most PT8784H (366 days), not PT8785H'", //
            "PT1S, PT0S, PT8785H, PT1S, 'clock-error must be at most PT8784H (366 days), not PT8785H'", //
            "PT1S, PT0S, PT1S, PT8785H, 'write-budget must be at most PT8784H (366 days), not PT8785H'"})
    void newTiming_aBoundThatBoundsNothing_isRefused(Duration poll, Duration lag, Duration clockError,
            Duration writeBudget, String message) {
        assertThatThrownBy(() -> new Timing(poll, lag, clockError, writeBudget))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({ //
            "PT1.001S, PT1S, PT1S, PT1S, poll is configured as PT1.001S but the ring's policy counts on PT1S", //
            "PT1S, PT1.001S, PT1S, PT1S, lag is configured as PT1.001S but the ring's policy counts on PT1S", //
            "PT1S, PT1S, PT1.001S, PT1S, clock-error is configured as PT1.001S but the ring's policy counts on PT1S", //
            "PT1S, PT1S, PT1S, PT1.001S, write-budget is configured as PT1.001S but the ring's policy counts on PT1S"})
    void exceededBy_aProcessThatIsSlowerInOneBound_namesIt(Duration poll, Duration lag, Duration clockError,
            Duration writeBudget, String message) {
        assertThat(ONES.exceededBy(new Timing(poll, lag, clockError, writeBudget))).contains(message);
    }

    @Test
    void exceededBy_aProcessThatIsAsFastOrFaster_isEmpty() {
        assertThat(ONES.exceededBy(ONES)).isEmpty();
        assertThat(Timing.DEFAULT.exceededBy(ONES)).isEmpty();
    }

    @Test
    void vaultTime_ofADate_reachesASecondAndTheRoundTripFurther() {
        VaultTime time = VaultTime.of(Rings.START, Duration.ofMillis(40));

        assertThat(time.earliest()).isEqualTo(Rings.START);
        assertThat(time.latest()).isEqualTo(Instant.parse("2026-11-24T08:00:01.040Z"));
        assertThat(time.plus(ONE)).isEqualTo(VaultTime.of(Rings.START.plus(ONE), Duration.ofMillis(40)));
    }

    @Test
    void newVaultTime_thatEndsBeforeItStarts_isRefused() {
        assertThatThrownBy(() -> new VaultTime(Rings.START, Rings.START.minusNanos(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "an interval ends before it starts: 2026-11-24T08:00:00Z to 2026-11-24T07:59:59.999999999Z");
    }

    @Test
    void signingAlgorithms_areNamedAsInJwtHeaders() {
        assertThat(SigningAlgorithm.names()).isEqualTo("HS256, ES256, EdDSA, RS256");
        assertThat(SigningAlgorithm.ofJwtName("EdDSA")).contains(SigningAlgorithm.EdDSA);
        assertThat(SigningAlgorithm.ofJwtName("none")).isEmpty();
        assertThat(SigningAlgorithm.ofJwtName("hs256")).isEmpty();
    }
}
