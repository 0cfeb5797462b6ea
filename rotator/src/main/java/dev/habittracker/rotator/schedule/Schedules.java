package dev.habittracker.rotator.schedule;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;

import org.quartz.CronExpression;
import org.springframework.boot.convert.DurationStyle;

import dev.habittracker.rotator.known.IntervalSchedule;
import dev.habittracker.rotator.known.Schedule;

/// Reads schedules: a cron expression in Quartz's form, `every 60s`, or `on-request`.
public final class Schedules {

    private static final String EVERY = "every";
    /// Gaps are looked for from here on, by today's rules of the zones. Two years have each change of the clocks twice: the
    /// gap across the one in spring is an hour shorter.
    private static final Instant GAPS_FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant GAPS_UNTIL = Instant.parse("2028-01-01T00:00:00Z");
    /// An expression that is met less often than daily is followed for longer.
    private static final int FEWEST_GAPS = 500;
    /// One that is met more often than hourly has met its shortest gap by then.
    private static final int MOST_GAPS = 20_000;

    private Schedules() {}

    /// @throws IllegalArgumentException where the text is no schedule; the message says what to change
    public static Schedule parse(String text, ZoneId zone) {
        String trimmed = text.strip();
        if (trimmed.equals("on-request")) {
            return Schedule.onRequest();
        }
        try {
            return trimmed.startsWith(EVERY)
                    ? new IntervalSchedule(DurationStyle.detectAndParse(
                            trimmed.substring(EVERY.length()).replaceFirst("^:", "").strip()))
                    : cron(trimmed, zone);
        } catch (ParseException | IllegalArgumentException e) {
            throw new IllegalArgumentException("the cron \"" + text + "\" cannot be read: " + e.getMessage()
                    + ". Use Quartz's form with seconds first, such as \"0 0 3 * * ?\", or \"every 24h\", or"
                    + " \"on-request\"", e);
        }
    }

    /// Whether it was given as a cron expression.
    public static boolean isCron(Schedule schedule) {
        return schedule instanceof Cron;
    }

    private static Schedule cron(String text, ZoneId zone) throws ParseException {
        CronExpression expression = new CronExpression(text);
        expression.setTimeZone(TimeZone.getTimeZone(zone));
        return new Cron(expression, text, shortestGap(expression));
    }

    private static Optional<Instant> firstAfter(CronExpression expression, Instant instant) {
        return Optional.ofNullable(expression.getNextValidTimeAfter(Date.from(instant))).map(Date::toInstant);
    }

    private static Optional<Duration> shortestGap(CronExpression expression) {
        List<Duration> gaps = new ArrayList<>();
        Optional<Instant> last = firstAfter(expression, GAPS_FROM);
        while (last.isPresent() && isSearched(last.get(), gaps.size())) {
            Instant from = last.get();
            last = firstAfter(expression, from);
            last.ifPresent(next -> gaps.add(Duration.between(from, next)));
        }
        return gaps.stream().min(Duration::compareTo);
    }

    private static boolean isSearched(Instant reached, int found) {
        return found < FEWEST_GAPS || found < MOST_GAPS && reached.isBefore(GAPS_UNTIL);
    }

    private record Cron(CronExpression expression, String text, Optional<Duration> period) implements Schedule {

        @Override
        public Optional<Instant> firstAfter(Instant instant) {
            return Schedules.firstAfter(expression, instant);
        }
    }
}
