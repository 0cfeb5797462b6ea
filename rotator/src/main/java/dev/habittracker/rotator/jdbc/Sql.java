package dev.habittracker.rotator.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

import tools.jackson.databind.JsonNode;

import dev.habittracker.rotator.reconcile.UnavailableException;
import dev.habittracker.rotator.reconcile.UnstorableException;

/// Instants to and from the database, and its failures as the rotator knows them.
final class Sql {

    private static final char INSTEAD = '\uFFFD';
    /// An even number of backslashes before it are escaped themselves.
    private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

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

    /// Text as PostgreSQL takes it, which has no place for the character of code 0.
    static String text(String text) {
        return text.replace('\0', INSTEAD);
    }

    static @Nullable String textOrNull(@Nullable String text) {
        return text == null ? null : text(text);
    }

    /// JSON whose texts PostgreSQL takes.
    static String json(JsonNode json) {
        return ESCAPED_NUL.matcher(json.toString()).replaceAll("$1" + INSTEAD);
    }

    static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (DataAccessException e) {
            throw failure(e);
        }
    }

    static <T> @Nullable T askOrNull(Supplier<@Nullable T> question) {
        try {
            return question.get();
        } catch (DataAccessException e) {
            throw failure(e);
        }
    }

    static void tell(Runnable statement) {
        try {
            statement.run();
        } catch (DataAccessException e) {
            throw failure(e);
        }
    }

    /// A database that refuses a value refuses it every time.
    private static UnavailableException failure(DataAccessException e) {
        String what = e.getClass().getSimpleName();
        return e instanceof DataIntegrityViolationException
                ? new UnstorableException("the database does not take what it was given: " + what, e)
                : new UnavailableException("the database gives no answer: " + what, e);
    }
}
