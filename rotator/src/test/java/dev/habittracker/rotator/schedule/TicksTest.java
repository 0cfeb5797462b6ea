package dev.habittracker.rotator.schedule;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import dev.habittracker.keyring.follow.Moment;

import static org.assertj.core.api.Assertions.assertThat;

class TicksTest {

    private static final Instant FIRED = Instant.parse("2026-11-24T03:00:00Z");
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final Ticks ticks = new Ticks(LONGEST);

    @Test
    void areSilent_theTickComesAgainAndAgain_never() {
        for (int second = 0; second < 10; second++) {
            assertThat(ticks.areSilent(FIRED.plusSeconds(second), after(Duration.ofSeconds(second)))).isFalse();
        }
    }

    @Test
    void areSilent_theTickCameLastForLongerThanItMayTake_untilItComesAgain() {
        ticks.areSilent(FIRED, after(Duration.ZERO));

        assertThat(ticks.areSilent(FIRED, after(LONGEST))).isFalse();
        assertThat(ticks.areSilent(FIRED, after(LONGEST.plusMillis(1)))).isTrue();
        assertThat(ticks.areSilent(FIRED, after(LONGEST.plusSeconds(9)))).isTrue();
        assertThat(ticks.areSilent(FIRED.plusSeconds(13), after(LONGEST.plusSeconds(10)))).isFalse();
    }

    @Test
    void areSilent_theTickNeverCame_afterTheSameTime() {
        ticks.areSilent(null, after(Duration.ZERO));

        assertThat(ticks.areSilent(null, after(LONGEST.plusMillis(1)))).isTrue();
    }

    @Test
    void areSilent_aNodeWhoseClockIsAnHourBehindFired_notForThat() {
        Instant behind = FIRED.minus(Duration.ofHours(1));

        assertThat(ticks.areSilent(behind, after(Duration.ZERO))).isFalse();
        assertThat(ticks.areSilent(behind.plusSeconds(1), after(Duration.ofSeconds(1)))).isFalse();
    }

    private static Moment after(Duration elapsed) {
        return new Moment(FIRED.plus(elapsed), elapsed);
    }
}
