package dev.habittracker.keyring.ring;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MarginsTest {

    // Powers of ten, so that each term shows in the sum, and how often it was counted.
    private static final Timing TELLING = new Timing(Duration.ofSeconds(1), Duration.ofSeconds(10),
            Duration.ofSeconds(100), Duration.ofSeconds(1_000));

    @ParameterizedTest(name = "{0}")
    @CsvSource({ //
            "production,       PT15M, PT1H,  PT15S,  PT5S, PT5S,   PT5S,   PT35S,  PT4520S, PT4540S", //
            "demo,             PT20S, PT10S, PT2S,   PT1S, PT1S,   PT2S,   PT7S,   PT35S,   PT39S", //
            "shortest real run, PT1S, PT1S,  PT0.2S, PT0S, PT0.1S, PT0.5S, PT0.9S, PT2.7S,  PT3.1S"})
    void settingsThatFitTogether_giveTheMarginsOfTheTable(String name, Duration lifetime, Duration lease, Duration poll,
            Duration lag, Duration clockError, Duration writeBudget, Duration spread, Duration overlap,
            Duration period) {
        Policy policy = new Policy(SigningAlgorithm.HS256, lifetime, lease,
                new Timing(poll, lag, clockError, writeBudget));

        assertThat(Margins.spread(policy.timing())).as("spread of %s", name).isEqualTo(spread);
        assertThat(Margins.overlap(policy)).as("overlap of %s", name).isEqualTo(overlap);
        assertThat(Margins.minimumPeriod(policy)).as("minimum period of %s", name).isEqualTo(period);
    }

    @Test
    void defaultTiming_isThatOfProduction() {
        assertThat(Timing.DEFAULT).isEqualTo(new Timing(Duration.ofSeconds(15), Duration.ofSeconds(5),
                Duration.ofSeconds(5), Duration.ofSeconds(5)));
        assertThat(Margins.minimumPeriod(Rings.POLICY)).isBetween(Duration.ofMinutes(75), Duration.ofMinutes(76));
    }

    @Test
    void spread_countsPollLagAndWriteBudgetOnceAndTheClockErrorTwice() {
        assertThat(Margins.spread(TELLING)).isEqualTo(Duration.ofSeconds(1_211));
    }

    @Test
    void overlap_countsLeaseLifetimeLagAndWriteBudgetOnceAndTheClockErrorTwice() {
        assertThat(Margins.overlap(TELLING, Duration.ofSeconds(10_000), Duration.ofSeconds(100_000)))
                .isEqualTo(Duration.ofSeconds(111_210));
    }

    @Test
    void minimumPeriod_isTheOverlapAndFourClockErrors() {
        Policy policy = new Policy(SigningAlgorithm.HS256, Duration.ofSeconds(10_000), Duration.ofSeconds(100_000),
                TELLING);

        assertThat(Margins.minimumPeriod(policy)).isEqualTo(Duration.ofSeconds(111_610));
    }

    @Test
    void retirementDelay_isTwoClockErrors() {
        assertThat(Margins.retirementDelay(TELLING)).isEqualTo(Duration.ofSeconds(200));
    }

    @Test
    void clockTolerance_isTheClockErrorAndTheSecondThatADateLeavesOut() {
        assertThat(Margins.clockTolerance(TELLING)).isEqualTo(Duration.ofSeconds(101));
    }

    @Test
    void explanations_nameEveryTermAndTheSum() {
        assertThat(Margins.explainSpread(Timing.DEFAULT))
                .isEqualTo("spread = poll 15 s + lag 5 s + 2S 10 s + W 5 s = 35 s");
        assertThat(Margins.explainOverlap(Timing.DEFAULT, Duration.ofMinutes(15), Duration.ofHours(1)))
                .isEqualTo("overlap = lease 3,600 s + L 900 s + 2S 10 s + W 5 s + lag 5 s = 4,520 s");
    }
}
