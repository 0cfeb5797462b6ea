package dev.habittracker.rotator.jdbc;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.habittracker.rotator.kafka.DeadLetterBook;

/// Which records are among the dead letters, in PostgreSQL.
public final class JdbcDeadLetters implements DeadLetterBook {

    private final JdbcClient jdbc;

    /// @param jdbc the rotator's database
    public JdbcDeadLetters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean has(Place place) {
        return Sql.ask(() -> jdbc.sql("select true from dead_letter where topic = ? and partition = ? and record_offset"
                + " = ? and sent = ?").params(place.topic(), place.partition(), place.offset(),
                        Sql.utc(place.timestamp()))
                .query(Boolean.class).optional().isPresent());
    }

    @Override
    public void note(Place place) {
        Sql.tell(() -> jdbc.sql("insert into dead_letter (topic, partition, record_offset, sent) values (?, ?, ?, ?)"
                + " on conflict do nothing").params(place.topic(), place.partition(), place.offset(),
                        Sql.utc(place.timestamp()))
                .update());
    }
}
