package dev.habittracker.auditconsumer.jdbc;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.habittracker.auditconsumer.store.Fact;
import dev.habittracker.auditconsumer.store.Fact.Kind;
import dev.habittracker.auditconsumer.store.PartitionPlan;

/** The daily partitions of the table of records, and since when records are kept. */
public final class Partitions {

    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);

    private static final String PREFIX = "audit_record_";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final FactLog facts;

    /**
     * @param jdbc the database
     * @param transaction how to begin and end a transaction on it
     */
    public Partitions(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.facts = new FactLog(jdbc);
    }

    /** The days that have a partition. */
    public List<LocalDate> days() {
        return jdbc.sql("""
                select substr(c.relname, length(:prefix) + 1) from pg_inherits i join pg_class c on c.oid = i.inhrelid
                 where i.inhparent = 'audit_record'::regclass and c.relname ~ ('^' || :prefix || '[0-9]{8}$')""")
                .param("prefix", PREFIX)
                .query((row, number) -> LocalDate.parse(row.getString(1), DateTimeFormatter.BASIC_ISO_DATE)).list();
    }

    /** Since when records are kept; {@link Instant#MIN} if all are. */
    public Instant keptFrom() {
        return jdbc.sql("select kept_from from audit_retention")
                .query((row, number) -> PostgresTime.read(row, "kept_from")).single();
    }

    /** The same, held fast until the caller's transaction ends: meanwhile nothing is dropped. */
    Instant holdKeptFrom() {
        return jdbc.sql("select kept_from from audit_retention for share")
                .query((row, number) -> PostgresTime.read(row, "kept_from")).single();
    }

    /** Makes partitions where they are missing. */
    public void create(Collection<LocalDate> days) {
        days.forEach(day -> jdbc.sql("select audit_partition(?)").param(day).query((row, number) -> "").list());
    }

    /**
     * Carries out a plan. What is given up is written down before it is dropped, so that no line of it comes back; a
     * partition that questions keep busy stays until the next time.
     *
     * @param now for the facts
     */
    public void carryOut(PartitionPlan plan, Instant now) {
        create(plan.create());
        if (plan.keptFrom().equals(Instant.MIN)) {
            return;
        }
        jdbc.sql("update audit_retention set kept_from = ? where kept_from < ?")
                .params(PostgresTime.of(plan.keptFrom()), PostgresTime.of(plan.keptFrom())).update();
        plan.drop().forEach(day -> drop(day, now));
        jdbc.sql("""
                delete from audit_chunk c using audit_long_line l
                 where l.time < ? and l.time > '-infinity' and c.file_id = l.file_id and c.line_start = l.line_start
                   and c.line_end = l.line_end and c.line_sha256 = l.line_sha256""")
                .param(PostgresTime.of(plan.keptFrom())).update();
    }

    private void drop(LocalDate day, Instant now) {
        try {
            transaction.executeWithoutResult(status -> {
                // To drop it, all questions are kept waiting; not for long.
                jdbc.sql("set local lock_timeout = '5s'").update();
                jdbc.sql("drop table if exists " + PREFIX + day.format(DateTimeFormatter.BASIC_ISO_DATE)).update();
                facts.add(new Fact(Kind.DROPPED, now, null, null, null, null,
                        "the records of " + day + " are older than audit.retention and were dropped",
                        "dropped " + day));
            });
            LOG.info("the audit records of {} are older than audit.retention and were dropped", day);
        } catch (DataAccessException e) {
            LOG.warn("the partition of {} cannot be dropped just now, tried again later: {}", day, e.toString());
        }
    }
}
