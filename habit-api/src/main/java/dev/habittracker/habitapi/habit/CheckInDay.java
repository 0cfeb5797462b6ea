package dev.habittracker.habitapi.habit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.habittracker.habitapi.input.Refusal;
import dev.habittracker.habitapi.input.RefusedInputException;

/// The day that a check-in is for.
public final class CheckInDay {

    /// The easternmost time zone: no place on Earth has a later date.
    private static final ZoneOffset EASTERNMOST = ZoneOffset.ofHours(14);
    private static final Period LATEST_ENTRY = Period.ofDays(366);

    private CheckInDay() {}

    /// The day asked for, or today in UTC where none was.
    ///
    /// @param asked as 2026-03-31
    /// @throws RefusedInputException where that is no day, has not begun anywhere on Earth, or is more than 366 days ago
    public static LocalDate of(@Nullable String asked, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (asked == null) {
            return today;
        }
        LocalDate day = parse(asked);
        LocalDate latest = LocalDate.ofInstant(now, EASTERNMOST);
        LocalDate earliest = today.minus(LATEST_ENTRY);
        if (day.isAfter(latest) || day.isBefore(earliest)) {
            throw refused("must be a day from %s to %s".formatted(earliest, latest));
        }
        return day;
    }

    private static LocalDate parse(String asked) {
        try {
            return LocalDate.parse(asked);
        } catch (DateTimeParseException noDate) {
            throw refused("must be a date such as 2026-03-31");
        }
    }

    private static RefusedInputException refused(String message) {
        return new RefusedInputException(List.of(new Refusal("day", message)));
    }
}
