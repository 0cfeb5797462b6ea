package dev.habittracker.habitapi.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.habittracker.habitapi.habit.CheckIn;

/// Table `check_ins`. Every statement names the habit's owner, so nobody reaches another user's rows.
@Repository
public class CheckInTable {

    private final JdbcClient jdbc;

    CheckInTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The check-in of that day, the first one where there are several reports; empty where the owner has no such habit.
    public Optional<CheckIn> put(UUID owner, UUID habit, LocalDate day, Instant now) {
        // The lock makes a habit that is being deleted count as absent, where it would break the foreign key.
        jdbc.sql("""
                INSERT INTO check_ins (habit_id, day, checked_in_at)
                SELECT id, :day, :now FROM habits WHERE owner_id = :owner AND id = :habit FOR KEY SHARE
                ON CONFLICT (habit_id, day) DO NOTHING""")
                .param("day", day)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("owner", owner)
                .param("habit", habit)
                .update();
        return jdbc.sql("""
                SELECT c.day, c.checked_in_at FROM check_ins c JOIN habits h ON h.id = c.habit_id
                WHERE h.owner_id = :owner AND h.id = :habit AND c.day = :day""")
                .param("owner", owner)
                .param("habit", habit)
                .param("day", day)
                .query(CheckInTable::checkIn)
                .optional();
    }

    /// The latest day first.
    ///
    /// @param before only days before this one, or null to begin with the latest
    public List<CheckIn> list(UUID owner, UUID habit, @Nullable LocalDate before, int limit) {
        return jdbc.sql("""
                SELECT c.day, c.checked_in_at FROM check_ins c JOIN habits h ON h.id = c.habit_id
                WHERE h.owner_id = :owner AND h.id = :habit AND (:before::date IS NULL OR c.day < :before::date)
                ORDER BY c.day DESC LIMIT :limit""")
                .param("owner", owner)
                .param("habit", habit)
                .param("before", before)
                .param("limit", limit)
                .query(CheckInTable::checkIn)
                .list();
    }

    private static CheckIn checkIn(ResultSet row, int number) throws SQLException {
        return new CheckIn(Columns.date(row, "day"), Columns.instant(row, "checked_in_at"));
    }
}
