package dev.habittracker.rotator.known;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.habittracker.keyring.follow.Moment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// A rotator sends a status to each of two partitions every five seconds and looks for them to come back.
class EchoTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Moment START = new Moment(Instant.parse("2026-11-24T08:00:00Z"), Duration.ofHours(7));
    private static final int BOTH = 2;

    private Echo echo = Echo.start(INTERVAL, BOTH);
    private long sequence;

    @Test
    void start_nothingHasComeBack_everyPartitionIsSilent() {
        assertThat(echo.at(at(0))).isEqualTo(new Echo.State.Silent(Set.of(0, 1)));
    }

    @Test
    void start_oneStatusCameBack_isNotEnough() {
        beat(0, 0, 1);

        assertThat(echo.at(at(1))).isEqualTo(new Echo.State.Silent(Set.of(0, 1)));
    }

    @Test
    void start_statusesComeBack_listensForThreeIntervalsFirst() {
        beat(0, 0, 1);
        beat(5, 0, 1);
        assertThat(echo.at(at(5))).isEqualTo(new Echo.State.Listening(Duration.ofSeconds(10)));

        beat(10, 0, 1);
        assertThat(echo.at(at(14.999))).isEqualTo(new Echo.State.Listening(Duration.ofMillis(1)));
        assertThat(echo.at(at(15))).isEqualTo(new Echo.State.Complete());
    }

    @Test
    void start_onePartitionIsHeardLater_itIsListenedToForAsLong() {
        beat(0, 0);
        beat(5, 0, 1);
        beat(10, 0, 1);

        assertThat(echo.at(at(15))).isEqualTo(new Echo.State.Listening(Duration.ofSeconds(5)));
    }

    @Test
    void heard_oneOfThreeIntervalsIsMissing_staysComplete() {
        complete();
        beat(20, 0, 1);

        assertThat(echo.at(at(24.999))).isEqualTo(new Echo.State.Complete());
    }

    @Test
    void heard_oneIntervalOnly_isSilent() {
        complete();

        assertThat(echo.at(at(19.999))).isEqualTo(new Echo.State.Complete());
        assertThat(echo.at(at(20))).isEqualTo(new Echo.State.Silent(Set.of(0, 1)));
    }

    @Test
    void heard_twiceWithinOneInterval_countsOnce() {
        complete();
        beat(20, 0, 1);
        beat(24, 0, 1);

        assertThat(echo.at(at(25.5))).isEqualTo(new Echo.State.Complete());
        assertThat(echo.at(at(29.5))).isEqualTo(new Echo.State.Silent(Set.of(0, 1)));
        assertThat(echo.at(at(30))).isEqualTo(new Echo.State.Complete());
    }

    @Test
    void heard_onOnePartitionOnly_theOtherIsSilent() {
        complete();
        beat(15, 0);
        beat(20, 0);

        assertThat(echo.at(at(20))).isEqualTo(new Echo.State.Silent(Set.of(1)));
    }

    @Test
    void heard_againAfterTwoMissedInARow_listensForThreeIntervalsAnew() {
        complete();
        beat(25, 0, 1);
        beat(30, 0, 1);

        assertThat(echo.at(at(30))).isEqualTo(new Echo.State.Listening(Duration.ofSeconds(10)));
        beat(35, 0, 1);
        assertThat(echo.at(at(40))).isEqualTo(new Echo.State.Complete());
    }

    @Test
    void heard_againAfterOneMissed_goesOn() {
        complete();
        beat(20, 0, 1);
        beat(25, 0, 1);

        assertThat(echo.at(at(25))).isEqualTo(new Echo.State.Complete());
    }

    @Test
    void heard_aStatusCameBackLate_itCountsForTheIntervalThatItWasSentIn() {
        complete();
        long delayed = send(15);
        echo = echo.heard(0, delayed, at(29)).heard(1, delayed, at(29));
        beat(28, 0, 1);

        assertThat(echo.at(at(29.5))).isInstanceOf(Echo.State.Listening.class);
        assertThat(echo.at(at(30))).isEqualTo(new Echo.State.Silent(Set.of(0, 1)));
    }

    @Test
    void heard_aStatusThatNobodyRemembersSending_changesNothing() {
        complete();

        assertThat(echo.heard(0, 4_711, at(30))).isEqualTo(echo);
    }

    @Test
    void heard_manyStatusesWithinOneInterval_earlierIntervalsAreNotForgotten() {
        complete();
        for (int i = 0; i < 50; i++) {
            beat(15 + i * 0.01, 0, 1);
        }

        assertThat(echo.at(at(15.5))).isEqualTo(new Echo.State.Complete());
    }

    @Test
    void sent_statusesOutOfReach_areNotRemembered() {
        for (int i = 0; i < 1_000; i++) {
            beat(i * 5, 0, 1);
        }

        assertThat(echo.sent()).hasSizeLessThanOrEqualTo(3);
        assertThat(echo.back().get(0)).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void over_morePartitions_theNewOneIsSilentUntilItIsHeard() {
        complete();

        assertThat(echo.over(3).at(at(15))).isEqualTo(new Echo.State.Silent(Set.of(2)));
        assertThat(echo.over(BOTH)).isSameAs(echo);
    }

    @Test
    void start_withoutIntervalOrPartitions_isRefused() {
        assertThatThrownBy(() -> Echo.start(Duration.ZERO, 1)).hasMessageContaining("PT0S and 1");
        assertThatThrownBy(() -> Echo.start(INTERVAL, 0)).hasMessageContaining("PT5S and 0");
    }

    /// Heard on both partitions at 0, 5 and 10 seconds, and complete at 15.
    private void complete() {
        beat(0, 0, 1);
        beat(5, 0, 1);
        beat(10, 0, 1);
        assertThat(echo.at(at(15))).isEqualTo(new Echo.State.Complete());
    }

    private void beat(double seconds, int... partitions) {
        long sent = send(seconds);
        for (int partition : partitions) {
            echo = echo.heard(partition, sent, at(seconds));
        }
    }

    private long send(double seconds) {
        echo = echo.sent(++sequence, at(seconds));
        return sequence;
    }

    private static Moment at(double seconds) {
        return START.plus(Duration.ofMillis(Math.round(seconds * 1_000)));
    }
}
