package dev.habittracker.habitapi.architecture.planted.habit;

import java.time.Instant;

import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads the clock and the database where only rules belong.
public record HabitThatReachesOut(JdbcClient jdbc) {

    public boolean decide() {
        return Instant.now().isAfter(Instant.EPOCH);
    }
}
