package dev.habittracker.habitapi.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.habittracker.habitapi.account.UnknownUserException;
import dev.habittracker.habitapi.habit.Habit;

/// Table `habits`. Every statement names the owner, so nobody reaches another user's rows.
@Repository
public class HabitTable {

    private final JdbcClient jdbc;

    HabitTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @throws UnknownUserException where no user has the owner's id
    public Habit insert(UUID owner, String name, Instant now) {
        try {
            return jdbc.sql("""
                    INSERT INTO habits (owner_id, name, created_at) VALUES (:owner, :name, :now)
                    RETURNING id, name, created_at""")
                    .param("owner", owner)
                    .param("name", name)
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .query(HabitTable::habit)
                    .single();
        } catch (DataIntegrityViolationException noSuchOwner) {
            throw new UnknownUserException();
        }
    }

    /// The newest first.
    ///
    /// @param before only habits older than this one, or null to begin with the newest
    public List<Habit> list(UUID owner, @Nullable UUID before, int limit) {
        return jdbc.sql("""
                SELECT id, name, created_at FROM habits
                WHERE owner_id = :owner AND (:before::uuid IS NULL OR id < :before::uuid)
                ORDER BY id DESC LIMIT :limit""")
                .param("owner", owner)
                .param("before", before)
                .param("limit", limit)
                .query(HabitTable::habit)
                .list();
    }

    public Optional<Habit> find(UUID owner, UUID id) {
        return jdbc.sql("SELECT id, name, created_at FROM habits WHERE owner_id = :owner AND id = :id")
                .param("owner", owner)
                .param("id", id)
                .query(HabitTable::habit)
                .optional();
    }

    /// Deletes the habit and its check-ins; false where the owner has no such habit.
    public boolean delete(UUID owner, UUID id) {
        return jdbc.sql("DELETE FROM habits WHERE owner_id = :owner AND id = :id")
                .param("owner", owner)
                .param("id", id)
                .update() == 1;
    }

    private static Habit habit(ResultSet row, int number) throws SQLException {
        return new Habit(Columns.uuid(row, "id"), row.getString("name"), Columns.instant(row, "created_at"));
    }
}
