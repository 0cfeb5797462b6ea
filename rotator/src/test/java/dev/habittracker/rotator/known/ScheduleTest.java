package dev.habittracker.rotator.known;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import dev.habittracker.rotator.schedule.Schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// A rotation is due when an instant of the schedule lies in (activated, now].
class ScheduleTest {

    private static final Schedule AT_THREE = Schedules.parse("0 0 3 * * ?", ZoneOffset.UTC);

    @Test
    void cron_beforeTheInstant_isThatInstant() {
        assertThat(AT_THREE.firstAfter(Instant.parse("2026-11-24T02:59:59.999Z")))
                .hasValue(Instant.parse("2026-11-24T03:00:00Z"));
    }

    @Test
    void cron_activatedAtTheInstantItself_isTheNextOne() {
        assertThat(AT_THREE.firstAfter(Instant.parse("2026-11-24T03:00:00Z")))
                .hasValue(Instant.parse("2026-11-25T03:00:00Z"));
    }

    @Test
    void cron_inAZone_followsItsSummerTime() {
        Schedule berlin = Schedules.parse("0 0 3 * * ?", ZoneId.of("Europe/Berlin"));

        assertThat(berlin.firstAfter(Instant.parse("2026-11-24T00:00:00Z")))
                .hasValue(Instant.parse("2026-11-24T02:00:00Z"));
        assertThat(berlin.firstAfter(Instant.parse("2026-07-01T00:00:00Z")))
                .hasValue(Instant.parse("2026-07-01T01:00:00Z"));
    }

    @Test
    void cron_ofUnevenGaps_itsPeriodIsTheShortest() {
        assertThat(Schedules.parse("0 0 3,5 * * ?", ZoneOffset.UTC).period()).hasValue(Duration.ofHours(2));
        assertThat(AT_THREE.period()).hasValue(Duration.ofHours(24));
    }

    @Test
    void cron_inAZoneWithSummerTime_itsPeriodIsTheDayThatIsAnHourShorter() {
        Schedule berlin = Schedules.parse("0 0 3 * * ?", ZoneId.of("Europe/Berlin"));
        Schedule santiago = Schedules.parse("0 0 3 * * ?", ZoneId.of("America/Santiago"));

        assertThat(berlin.period()).hasValue(Duration.ofHours(23));
        assertThat(santiago.period()).hasValue(Duration.ofHours(23));
    }

    @Test
    void cron_metOnceAYear_hasAPeriodAllTheSame() {
        assertThat(Schedules.parse("0 0 3 1 1 ?", ZoneOffset.UTC).period()).hasValue(Duration.ofDays(365));
    }

    @Test
    void interval_isReckonedFromTheActivation() {
        Schedule schedule = new IntervalSchedule(Duration.ofMinutes(90));

        assertThat(schedule.firstAfter(Instant.parse("2026-11-24T03:00:00Z")))
                .hasValue(Instant.parse("2026-11-24T04:30:00Z"));
        assertThat(schedule.period()).hasValue(Duration.ofMinutes(90));
        assertThat(schedule.text()).isEqualTo("every PT1H30M");
    }

    @Test
    void interval_thatIsNotPositive_isRefused() {
        assertThatThrownBy(() -> new IntervalSchedule(Duration.ZERO))
                .hasMessage("the interval of a schedule must be longer than zero, not PT0S");
    }

    @Test
    void onRequest_isNeverDue() {
        assertThat(Schedule.onRequest().firstAfter(Instant.EPOCH)).isEmpty();
        assertThat(Schedule.onRequest().period()).isEmpty();
        assertThat(Schedule.onRequest().text()).isEqualTo("on-request");
    }
}
