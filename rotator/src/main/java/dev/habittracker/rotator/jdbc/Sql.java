package dev.habittracker.rotator.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

import dev.habittracker.rotator.reconcile.UnavailableException;

/// Instants to and from the database, and its failures as the rotator knows them.
final class Sql {

    private Sql() {}

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    static Instant required(ResultSet row, String column) throws SQLException {
        Instant value = instant(row, column);
        if (value == null) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return value;
    }

    static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (DataAccessException e) {
            throw new UnavailableException("the database gives no answer: " + e.getClass().getSimpleName(), e);
        }
    }

    static <T> @Nullable T askOrNull(Supplier<@Nullable T> question) {
        try {
            return question.get();
        } catch (DataAccessException e) {
            throw new UnavailableException("the database gives no answer: " + e.getClass().getSimpleName(), e);
        }
    }

    static void tell(Runnable statement) {
        try {
            statement.run();
        } catch (DataAccessException e) {
            throw new UnavailableException("the database gives no answer: " + e.getClass().getSimpleName(), e);
        }
    }
}
