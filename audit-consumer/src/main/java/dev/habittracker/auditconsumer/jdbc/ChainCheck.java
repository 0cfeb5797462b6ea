package dev.habittracker.auditconsumer.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.habittracker.auditconsumer.query.Verification;
import dev.habittracker.auditconsumer.query.Verification.Mismatch;

/**
 * Compares what is stored with the chain: every link with the one before it, and the rows of each with its digest, until
 * the first that does not match. All of it is seen as of one moment.
 */
public final class ChainCheck {

    private static final String GENESIS = "select sha256('audit trail')";

    private static final String LINKS = """
            select l.*, audit_chained(l.previous, l.position, l.batch, l.day, l.stored, l.rows, l.digest) as expected,
                   case when l.day = '-infinity' then 'undated' else to_char(l.day, 'YYYY-MM-DD') end as day_name,
                   l.day > '-infinity' and l.day::timestamp at time zone 'UTC' < kept_from as dropped,
                   d.rows as found_rows, d.digest as found_digest
              from audit_link l cross join audit_retention
              left join lateral audit_digest(l.batch, l.day) d
                on not (l.day > '-infinity' and l.day::timestamp at time zone 'UTC' < kept_from)
             where l.position between :from and :to
             order by l.position""";

    /** Rows that say they are of a batch, on a day of which the chain knows none of that batch. */
    private static final String STRAY_ROWS = """
            select r.batch from (
                select batch, count(*) as rows from audit_record
                 where batch in (select batch from audit_link where position between :from and :to) group by batch) r
              left join (
                select batch, sum(rows) as rows from audit_link cross join audit_retention
                 where day = '-infinity' or day::timestamp at time zone 'UTC' >= kept_from group by batch) l
                on l.batch = r.batch
             where r.rows > coalesce(l.rows, 0) order by r.batch limit 1""";

    private static final String STRAY_BATCH = """
            with recursive known (batch) as (
                (select min(batch) from audit_record)
                union all
                select (select min(batch) from audit_record r where r.batch > known.batch)
                  from known where known.batch is not null)
            select batch from known where batch is not null
               and not exists (select 1 from audit_link l where l.batch = known.batch) limit 1""";

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;

    /**
     * @param jdbc the database
     * @param snapshot begins a transaction that sees one moment
     */
    public ChainCheck(JdbcClient jdbc, TransactionTemplate snapshot) {
        this.jdbc = jdbc;
        this.snapshot = snapshot;
    }

    /**
     * Compares links in their order.
     *
     * @param from the first, from 1
     * @param links so many, or to the end
     * @param known what the chain is known to have been at a link, from an earlier answer; null if nothing is known
     */
    public Verification check(long from, int links, @Nullable Known known) {
        Verification result = snapshot.execute(status -> inSnapshot(from, links, known));
        if (result == null) {
            throw new IllegalStateException("a transaction gave nothing");
        }
        return result;
    }

    /**
     * A link as it was before.
     *
     * @param position its place
     * @param chain its digest
     */
    public record Known(long position, String chain) {}

    private Verification inSnapshot(long from, int links, @Nullable Known known) {
        Head head = jdbc.sql("select position, chain from audit_chain")
                .query((row, number) -> new Head(row.getLong(1), row.getBytes(2))).single();
        long to = Math.min(head.position(), from + links - 1);
        Walk walk = new Walk(from, chainBefore(from));
        Optional<Mismatch> mismatch = known == null ? Optional.empty() : changed(known);
        if (mismatch.isEmpty()) {
            mismatch = walk(walk, from, to);
        }
        if (mismatch.isEmpty()) {
            mismatch = atTheEnd(walk, from, to, head);
        }
        return new Verification(from, to, walk.rows, walk.dropped, head.position(), hex(head.chain()),
                mismatch.orElse(null));
    }

    private Optional<Mismatch> walk(Walk walk, long from, long to) {
        try (Stream<Optional<Mismatch>> found = jdbc.sql(LINKS).param("from", from).param("to", to).withFetchSize(50)
                .query((row, number) -> walk.step(row)).stream()) {
            Iterator<Optional<Mismatch>> each = found.iterator();
            while (each.hasNext()) {
                Optional<Mismatch> mismatch = each.next();
                if (mismatch.isPresent()) {
                    return mismatch;
                }
            }
            return Optional.empty();
        }
    }

    private Optional<Mismatch> atTheEnd(Walk walk, long from, long to, Head head) {
        if (walk.next <= to) {
            return Optional.of(new Mismatch(walk.next, null, null, null, "the link is missing"));
        }
        Optional<Long> stray = jdbc.sql(STRAY_ROWS).param("from", from).param("to", to).query(Long.class).optional();
        if (stray.isPresent()) {
            return Optional.of(new Mismatch(to, stray.get(), null, null,
                    "there are more rows of this batch than the chain knows of"));
        }
        if (to < head.position()) {
            return Optional.empty();
        }
        if (!Arrays.equals(walk.chain, head.chain())) {
            return Optional
                    .of(new Mismatch(to, null, null, null, "the end of the chain is another than was written down"));
        }
        return jdbc.sql(STRAY_BATCH).query(Long.class).optional()
                .map(batch -> new Mismatch(head.position(), batch, null,
                        null, "there are rows of a batch that the chain does not know of"));
    }

    private Optional<Mismatch> changed(Known known) {
        Optional<byte[]> now = chainOf(known.position());
        return now.map(ChainCheck::hex).filter(known.chain()::equals).isPresent()
                ? Optional.empty()
                : Optional.of(new Mismatch(known.position(), null, null, null,
                        now.isEmpty() ? "the known link is missing" : "the link is another than the known one"));
    }

    private byte[] chainBefore(long position) {
        return position <= 1
                ? jdbc.sql(GENESIS).query(byte[].class).single()
                : chainOf(position - 1).orElse(new byte[0]);
    }

    private Optional<byte[]> chainOf(long position) {
        return jdbc.sql("select chain from audit_link where position = ?").param(position).query(byte[].class)
                .optional();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private record Head(long position, byte[] chain) {}

    /** Goes from link to link. */
    private static final class Walk {

        private long next;
        private byte[] chain;
        private long rows;
        private long dropped;

        Walk(long from, byte[] chainBefore) {
            this.next = from;
            this.chain = chainBefore;
        }

        /** Empty if the link is as it was stored. */
        Optional<Mismatch> step(ResultSet row) throws SQLException {
            long position = row.getLong("position");
            Optional<String> reason = reason(row, position);
            next = position + 1;
            chain = row.getBytes("chain");
            if (reason.isEmpty()) {
                return Optional.empty();
            }
            Instant stored = PostgresTime.read(row, "stored");
            return Optional.of(new Mismatch(position, row.getLong("batch"), row.getString("day_name"), stored,
                    reason.get()));
        }

        private Optional<String> reason(ResultSet row, long position) throws SQLException {
            if (position != next) {
                return Optional.of("the link before it is missing");
            }
            if (!Arrays.equals(row.getBytes("previous"), chain)) {
                return Optional.of("it does not follow the link before it");
            }
            if (!Arrays.equals(row.getBytes("expected"), row.getBytes("chain"))) {
                return Optional.of("the link itself was changed");
            }
            if (row.getBoolean("dropped")) {
                dropped++;
                return Optional.empty();
            }
            if (row.getLong("rows") != row.getLong("found_rows")) {
                return Optional.of(row.getLong("rows") + " rows were stored, and " + row.getLong("found_rows")
                        + " are there");
            }
            rows += row.getLong("rows");
            return Arrays.equals(row.getBytes("digest"), row.getBytes("found_digest"))
                    ? Optional.empty()
                    : Optional.of("its rows are not as they were stored");
        }
    }
}
