package dev.habittracker.habitapi.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.habittracker.habitapi.habit.CheckIn;
import dev.habittracker.habitapi.habit.CheckInDay;
import dev.habittracker.habitapi.habit.UnknownHabitException;
import dev.habittracker.habitapi.input.PageSize;
import dev.habittracker.habitapi.jdbc.CheckInTable;
import dev.habittracker.habitapi.jdbc.HabitTable;
import dev.habittracker.habitapi.security.LoggedInUser;

/// The days on which the logged-in user did a habit.
@RestController
@RequestMapping("/habits/{id}/check-ins")
class CheckInController {

    private final HabitTable habits;
    private final CheckInTable checkIns;
    private final Clock clock;

    CheckInController(HabitTable habits, CheckInTable checkIns, Clock clock) {
        this.habits = habits;
        this.checkIns = checkIns;
        this.clock = clock;
    }

    /// @param day as 2026-03-31; absent for today in UTC
    record CheckInBody(@Nullable String day) {}

    record CheckInsBody(List<CheckIn> checkIns) {}

    /// The same day again gets the first answer again, so a client may repeat a request whose answer it lost.
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CheckIn checkIn(@AuthenticationPrincipal LoggedInUser user, @PathVariable UUID id,
            @RequestBody(required = false) @Nullable CheckInBody body) {
        Instant now = clock.instant();
        LocalDate day = CheckInDay.of(body == null ? null : body.day(), now);
        return checkIns.put(user.id(), id, day, now).orElseThrow(UnknownHabitException::new);
    }

    @GetMapping
    CheckInsBody list(@AuthenticationPrincipal LoggedInUser user, @PathVariable UUID id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate before,
            @RequestParam(defaultValue = PageSize.USUAL) int limit) {
        habits.find(user.id(), id).orElseThrow(UnknownHabitException::new);
        return new CheckInsBody(checkIns.list(user.id(), id, before, PageSize.of(limit)));
    }
}
