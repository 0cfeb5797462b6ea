package dev.habittracker.rotator.decide;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

import dev.habittracker.rotator.known.Schedule;

/// A schedule by the calendar, as a cron expression gives it.
record EveryDayAtEight() implements Schedule {

    @Override
    public Optional<Instant> firstAfter(Instant instant) {
        OffsetDateTime today = instant.atOffset(ZoneOffset.UTC).with(LocalTime.of(8, 0));
        return Optional.of((today.toInstant().isAfter(instant) ? today : today.plusDays(1)).toInstant());
    }

    @Override
    public Optional<Duration> period() {
        return Optional.of(Duration.ofDays(1));
    }

    @Override
    public String text() {
        return "every day at eight";
    }
}
