package dev.habittracker.auditconsumer.jdbc;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Links what a transaction stored to the chain of all that was stored before; the digests are the database's own. */
final class Chain {

    private final JdbcClient jdbc;

    Chain(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The number by which the rows of a transaction are known. */
    long newBatch() {
        return jdbc.sql("select nextval('audit_batch')").query(Long.class).single();
    }

    /**
     * Links them; until the transaction ends the others wait for their place.
     *
     * @param times of the rows; {@link Instant#MIN} of those without one
     */
    void seal(long batch, List<Instant> times, Instant now) {
        String days = times.stream().map(Chain::day).distinct().sorted().collect(Collectors.joining(",", "{", "}"));
        jdbc.sql("select audit_seal(?, ?::date[], ?)").params(batch, days, PostgresTime.of(now))
                .query((row, number) -> "").list();
    }

    private static String day(Instant time) {
        return time.equals(Instant.MIN) ? "-infinity" : LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    }
}
