package dev.habittracker.habitapi.web;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.habittracker.habitapi.habit.Habit;
import dev.habittracker.habitapi.habit.HabitName;
import dev.habittracker.habitapi.habit.UnknownHabitException;
import dev.habittracker.habitapi.input.PageSize;
import dev.habittracker.habitapi.jdbc.HabitTable;
import dev.habittracker.habitapi.security.LoggedInUser;

/// The habits of the logged-in user.
@RestController
class HabitController {

    private final HabitTable habits;
    private final Clock clock;

    HabitController(HabitTable habits, Clock clock) {
        this.habits = habits;
        this.clock = clock;
    }

    record HabitBody(@Nullable String name) {}

    record HabitsBody(List<Habit> habits) {}

    @PostMapping("/habits")
    ResponseEntity<Habit> create(@AuthenticationPrincipal LoggedInUser user, @RequestBody HabitBody body) {
        Habit habit = habits.insert(user.id(), HabitName.of(body.name()), clock.instant());
        return ResponseEntity.created(URI.create("/habits/" + habit.id())).body(habit);
    }

    @GetMapping("/habits")
    HabitsBody list(@AuthenticationPrincipal LoggedInUser user, @RequestParam(required = false) @Nullable UUID before,
            @RequestParam(defaultValue = PageSize.USUAL) int limit) {
        return new HabitsBody(habits.list(user.id(), before, PageSize.of(limit)));
    }

    @GetMapping("/habits/{id}")
    Habit get(@AuthenticationPrincipal LoggedInUser user, @PathVariable UUID id) {
        return habits.find(user.id(), id).orElseThrow(UnknownHabitException::new);
    }

    @DeleteMapping("/habits/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@AuthenticationPrincipal LoggedInUser user, @PathVariable UUID id) {
        if (!habits.delete(user.id(), id)) {
            throw new UnknownHabitException();
        }
    }
}
