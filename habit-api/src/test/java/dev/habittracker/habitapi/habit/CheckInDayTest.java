package dev.habittracker.habitapi.habit;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.habittracker.habitapi.input.Refusal;
import dev.habittracker.habitapi.input.RefusedInputException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CheckInDayTest {

    /// The last second in which it is 10 March everywhere from UTC to UTC+14.
    private static final Instant NOW = Instant.parse("2026-03-10T09:59:59Z");

    @Test
    void of_noDay_isTodayInUtc() {
        assertThat(CheckInDay.of(null, Instant.parse("2026-03-10T23:59:59Z"))).isEqualTo("2026-03-10");
        assertThat(CheckInDay.of(null, Instant.parse("2026-03-11T00:00:00Z"))).isEqualTo("2026-03-11");
    }

    @Test
    void of_dayThatHasBegunSomewhere_isAccepted() {
        assertThat(CheckInDay.of("2026-03-11", NOW.plusSeconds(1))).isEqualTo("2026-03-11");
    }

    @Test
    void of_dayThatHasBegunNowhere_isRefused() {
        assertRefused("2026-03-11", "must be a day from 2025-03-09 to 2026-03-10");
    }

    @Test
    void of_day366DaysAgo_isAccepted() {
        assertThat(CheckInDay.of("2025-03-09", NOW)).isEqualTo("2025-03-09");
    }

    @Test
    void of_day367DaysAgo_isRefused() {
        assertRefused("2025-03-08", "must be a day from 2025-03-09 to 2026-03-10");
    }

    @Test
    void of_dayBeforeAllCalendars_isRefused() {
        assertRefused("-999999999-01-01", "must be a day from 2025-03-09 to 2026-03-10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "2026-02-30", "2026-3-10", "2026-03-10T10:00:00Z"})
    void of_textThatIsNoDay_isRefused(String text) {
        assertRefused(text, "must be a date such as 2026-03-31");
    }

    private static void assertRefused(String day, String message) {
        assertThatExceptionOfType(RefusedInputException.class)
                .isThrownBy(() -> CheckInDay.of(day, NOW))
                .extracting(RefusedInputException::refusals).isEqualTo(List.of(new Refusal("day", message)));
    }
}
