package dev.habittracker.auditconsumer.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

/**
 * Times as the database has them: in microseconds, and {@code -infinity} for the time of a record that says none, which is
 * {@link Instant#MIN} here.
 */
final class PostgresTime {

    /** The binary form counts from here. */
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final long MINUS_INFINITY = Long.MIN_VALUE;

    private PostgresTime() {}

    /** For a parameter of a statement. */
    static OffsetDateTime of(Instant time) {
        return time.equals(Instant.MIN) ? OffsetDateTime.MIN : time.atOffset(ZoneOffset.UTC);
    }

    /** For a field in binary form. */
    static long binary(Instant rounded) {
        return rounded.equals(Instant.MIN) ? MINUS_INFINITY : ChronoUnit.MICROS.between(EPOCH, rounded);
    }

    /** Of a column that is not null. */
    static Instant read(ResultSet row, String column) throws SQLException {
        @Nullable
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        if (time == null) {
            throw new SQLException("the column " + column + " is null");
        }
        return time.equals(OffsetDateTime.MIN) ? Instant.MIN : time.toInstant();
    }

    /** Null where the record says no time. */
    static @Nullable Instant known(Instant time) {
        return time.equals(Instant.MIN) ? null : time;
    }
}
