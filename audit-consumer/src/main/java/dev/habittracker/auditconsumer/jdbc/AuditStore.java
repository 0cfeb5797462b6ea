package dev.habittracker.auditconsumer.jdbc;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.habittracker.auditconsumer.record.LinePart;
import dev.habittracker.auditconsumer.record.PostgresText;
import dev.habittracker.auditconsumer.store.Coverage;
import dev.habittracker.auditconsumer.store.Fact;
import dev.habittracker.auditconsumer.store.Incoming;
import dev.habittracker.auditconsumer.store.Intake;
import dev.habittracker.auditconsumer.store.Place;
import dev.habittracker.auditconsumer.store.RefusedException;
import dev.habittracker.auditconsumer.store.Row;
import dev.habittracker.auditconsumer.store.Row.ChunkRow;
import dev.habittracker.auditconsumer.store.Row.PartRow;
import dev.habittracker.auditconsumer.store.StoreFacts;

/**
 * Stores messages. Rows and consumer offsets are written in one transaction, and rows that are there already are left
 * alone: whatever is delivered again is stored once.
 */
public final class AuditStore {

    private final JdbcClient jdbc;
    private final RowWriter rows;
    private final Partitions partitions;
    private final Chain chain;
    private final FactLog facts;
    private final TransactionTemplate transaction;

    /**
     * @param jdbc the database
     * @param rows writes rows
     * @param partitions where they go
     * @param transaction how to begin and end a transaction on it
     */
    public AuditStore(JdbcClient jdbc, RowWriter rows, Partitions partitions, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.partitions = partitions;
        this.chain = new Chain(jdbc);
        this.facts = new FactLog(jdbc);
        this.transaction = transaction;
    }

    /**
     * Stores messages and how far their partitions have been read.
     *
     * @param messages in the order of their offsets within each partition
     * @param now when
     * @return what was stored
     * @throws RefusedException if the content of a message cannot be stored; nothing was, then
     * @throws DataAccessException if the database is not able to store anything just now
     */
    public Stored store(List<Incoming> messages, Instant now) {
        List<Row> incoming = messages.stream().flatMap(message -> rowsOf(message).stream()).toList();
        return refusing(() -> transaction.execute(status -> {
            Instant keptFrom = partitions.holdKeptFrom();
            HeldFiles files = HeldFiles.of(jdbc, incoming);
            Intake intake = Intake.of(incoming, files.seenTo(), keptFrom);
            partitions.create(days(intake));
            long batch = chain.newBatch();
            rows.insertFresh(intake.fresh(), files::id, batch);
            List<Long> newAfterAll = rows.insertPerhapsRepeated(intake.perhapsRepeated(), files::id, batch);
            rows.rememberLongLines(intake.heads(), files::id);
            rows.insertChunks(intake.chunks(), files::id);
            files.advance(intake.seenTo());
            files.cover(Coverage.of(incoming));
            StoreFacts.of(intake, file -> Collections.frequency(newAfterAll, files.id(file)), now).forEach(facts::add);
            advance(messages);
            chain.seal(batch, Stream.concat(intake.fresh().stream(), intake.perhapsRepeated().stream())
                    .map(PartRow::time).toList(), now);
            return new Stored(intake.fresh().size() + newAfterAll.size(),
                    intake.perhapsRepeated().size() - newAfterAll.size(), intake.expired().size(), parts(incoming));
        }));
    }

    /**
     * Notes that a message is in the dead letters, and goes on behind it.
     *
     * @param send puts it there; called before the transaction ends, so that no note stands for a letter that was not
     *         sent, and not at all where the message was noted before
     * @return true if it was not noted before
     */
    public boolean noteDeadLetter(Incoming message, String reason, Instant now, Runnable send) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean isNew = jdbc.sql("""
                    insert into audit_dead_letter (topic, topic_id, partition_no, message, reason, noticed)
                    values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                    .params(message.place().topic(), message.place().topicId(), message.place().partition(),
                            message.offset(), PostgresText.of(reason), Timestamp.from(now))
                    .update() > 0;
            advance(List.of(message));
            if (isNew) {
                facts.add(StoreFacts.deadLetter(message, reason, now));
                send.run();
            }
            return isNew;
        }));
    }

    /** Forgets how far a partition was stored: it is to be read from this offset. */
    public void beginAt(Place place, long offset) {
        jdbc.sql("update audit_offset set next_offset = ? where topic = ? and partition_no = ? and topic_id = ?")
                .params(offset, place.topic(), place.partition(), place.topicId()).update();
    }

    /** The offset to go on with; empty if nothing was stored from this partition of this very topic. */
    public OptionalLong nextOffset(Place place) {
        return jdbc.sql("select next_offset from audit_offset where topic = ? and partition_no = ? and topic_id = ?")
                .params(place.topic(), place.partition(), place.topicId())
                .query(Long.class).optional().map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /** Notes that messages were deleted from the topic before they were stored. */
    public void noteGap(Place place, long from, long to, Instant now) {
        jdbc.sql("""
                insert into audit_gap (topic, topic_id, partition_no, from_offset, to_offset, noticed)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(place.topic(), place.topicId(), place.partition(), from, to, Timestamp.from(now))
                .update();
        facts.add(StoreFacts.topicGap(place, from, to, now));
    }

    /** Writes down what was noticed beside storing. */
    public void note(Fact fact) {
        facts.add(fact);
    }

    /**
     * How much is amiss.
     *
     * @param acknowledged gaps noticed up to then were looked into, and do not count
     */
    public Trouble trouble(Instant acknowledged) {
        return jdbc.sql("select (select count(*) from audit_dead_letter),"
                + " (select count(*) from audit_gap where noticed > ?)").params(Timestamp.from(acknowledged))
                .query((row, number) -> new Trouble(row.getLong(1), row.getLong(2))).single();
    }

    /** Taking a message apart does no I/O: whatever goes wrong there is the message's fault, and would again. */
    private static List<Row> rowsOf(Incoming message) {
        return switch (message) {
            case Incoming.Malformed malformed -> throw new RefusedException(malformed.reason());
            case Incoming.Line line -> {
                try {
                    yield Row.of(line);
                } catch (RuntimeException e) {
                    throw new RefusedException("cannot be taken apart: " + e.getClass().getName());
                }
            }
        };
    }

    private void advance(List<Incoming> messages) {
        Map<Place, Long> next = new LinkedHashMap<>();
        messages.forEach(message -> next.put(message.place(), message.offset() + 1));
        // A consumer that lost the partition and does not know it yet never moves the offset back.
        next.forEach((place, offset) -> jdbc.sql("""
                insert into audit_offset as known (topic, partition_no, topic_id, next_offset) values (?, ?, ?, ?)
                on conflict (topic, partition_no) do update set topic_id = excluded.topic_id,
                    next_offset = case when known.topic_id = excluded.topic_id
                                       then greatest(known.next_offset, excluded.next_offset)
                                       else excluded.next_offset end""")
                .params(place.topic(), place.partition(), place.topicId(), offset).update());
    }

    private static List<LinePart> parts(List<Row> rows) {
        return rows.stream().flatMap(row -> switch (row) {
            case PartRow part -> Stream.of(part.part());
            case ChunkRow _ -> Stream.<LinePart>empty();
        }).toList();
    }

    private static Set<LocalDate> days(Intake intake) {
        return Stream.concat(intake.fresh().stream(), intake.perhapsRepeated().stream()).map(PartRow::time)
                .filter(time -> !time.equals(Instant.MIN)).map(time -> LocalDate.ofInstant(time, ZoneOffset.UTC))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stored refusing(Supplier<@Nullable Stored> work) {
        try {
            Stored stored = work.get();
            return stored == null ? new Stored(0, 0, 0, List.of()) : stored;
        } catch (DataAccessException e) {
            throw Refusal.of(e).<RuntimeException>map(RefusedException::new).orElse(e);
        }
    }
}
