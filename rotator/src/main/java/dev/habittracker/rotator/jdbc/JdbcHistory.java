package dev.habittracker.rotator.jdbc;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.rotator.decide.Journals;
import dev.habittracker.rotator.known.KnownWrite;
import dev.habittracker.rotator.known.LiveMembers;
import dev.habittracker.rotator.known.Past;
import dev.habittracker.rotator.reconcile.History;
import dev.habittracker.rotator.reconcile.UnstorableException;

/// The history in PostgreSQL. Every statement may be repeated.
public final class JdbcHistory implements History {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcHistory.class);
    private static final int MOST_KNOWN = 10_000;

    private final JdbcClient jdbc;
    private final Set<String> appliedKnown = ConcurrentHashMap.newKeySet();

    /// @param jdbc the rotator's database
    public JdbcHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Newest(KnownWrite write, Set<Kid> kids) {}

    @Override
    public Past.Recorded past(String keyring) {
        return Sql.ask(() -> {
            Newest newest = jdbc.sql("select * from ring_version where keyring = ? order by epoch desc, version desc,"
                    + " recorded desc limit 1").param(keyring).query((row, _) -> newest(row)).optional().orElse(null);
            Position published = jdbc.sql("select * from ring_version where keyring = ? and published is not null"
                    + " order by epoch desc, version desc limit 1").param(keyring).query((row, _) -> position(row))
                    .optional().orElse(Position.NONE);
            List<KnownWrite> declaredFalse = jdbc.sql("select * from declared_false where keyring = ?").param(keyring)
                    .query((row, _) -> write(row)).list();
            return new Past.Recorded(newest == null ? null : newest.write(), newest == null ? Set.of() : newest.kids(),
                    published, declaredFalse);
        });
    }

    @Override
    public Map<String, Position> carriedOut(String keyring, Set<String> requests) {
        Map<String, Position> done = new HashMap<>();
        Sql.tell(() -> jdbc.sql("select request_id, epoch, version from ring_version where keyring = :keyring"
                + " and request_id in (:requests) order by epoch, version").param("keyring", keyring)
                .param("requests", requests)
                .query((RowCallbackHandler) row -> done.put(row.getString("request_id"), position(row))));
        return done;
    }

    @Override
    public void record(String keyring, Ring ring, Instant created) {
        String[] kids = Stream.concat(ring.keys().stream().map(key -> key.kid().toString()),
                ring.carried().stream().map(key -> key.kid().toString())).toArray(String[]::new);
        ring.journal().forEach(entry -> {
            boolean newest = entry.version() == ring.version();
            tellOrLeaveOut(() -> insert(keyring, entry, newest ? created : null, newest ? kids : null));
        });
    }

    /// What the database does not take is missing then, and nothing else for its sake.
    private static void tellOrLeaveOut(Runnable statement) {
        try {
            Sql.tell(statement);
        } catch (UnstorableException e) {
            LOG.error("the history lacks a row: {}", e.getMessage());
        }
    }

    private void insert(String keyring, JournalEntry entry, @Nullable Instant created, String @Nullable [] kids) {
        Position position = Journals.position(entry);
        jdbc.sql("""
                insert into ring_version (keyring, epoch, version, write_id, event, reason, request_id, decided_by,
                    decided, created, data, kids)
                values (:keyring, :epoch, :version, :writeId, :event, :reason, :requestId, :by, :decided,
                    cast(:created as timestamptz), cast(:data as jsonb), cast(:kids as text[]))
                on conflict (keyring, epoch, version, write_id) do update set
                    created = coalesce(ring_version.created, excluded.created),
                    kids = coalesce(ring_version.kids, excluded.kids)
                """).param("keyring", keyring).param("epoch", position.epoch()).param("version", position.version())
                .param("writeId", entry.writeId()).param("event", entry.event())
                .param("reason", Sql.text(entry.data().path("reason").asString("")))
                .param("requestId", Sql.textOrNull(Journals.requestId(entry)))
                .param("by", Sql.text(entry.data().path("by").asString("")))
                .param("decided", Sql.utc(entry.decided()))
                .param("created", created == null ? null : created.toString())
                .param("data", Sql.json(entry.data())).param("kids", kids).update();
    }

    @Override
    public void published(String keyring, Position upTo, Instant at) {
        Sql.tell(() -> jdbc.sql("update ring_version set published = :at where keyring = :keyring and published is null"
                + " and (epoch, version) <= (:epoch, :version)").param("at", Sql.utc(at)).param("keyring", keyring)
                .param("epoch", upTo.epoch()).param("version", upTo.version()).update());
    }

    @Override
    public void applied(String keyring, List<LiveMembers.Entry> members) {
        for (LiveMembers.Entry member : members) {
            Position applied = member.status().applied();
            Instant at = member.status().appliedAt();
            String what = member.status().instance() + "/" + applied;
            if (applied == null || at == null || appliedKnown.contains(what)) {
                continue;
            }
            tellOrLeaveOut(() -> jdbc
                    .sql("insert into member_applied (keyring, epoch, version, instance, service, applied)"
                            + " values (?, ?, ?, ?, ?, ?) on conflict do nothing")
                    .params(keyring, applied.epoch(),
                            applied.version(), Sql.text(member.status().instance()),
                            Sql.text(member.status().service()), Sql.utc(at))
                    .update());
            written(what);
        }
    }

    /// Spares the database a statement for each member and tick; repeats after a restart do no harm.
    private void written(String what) {
        if (appliedKnown.size() > MOST_KNOWN) {
            appliedKnown.clear();
        }
        appliedKnown.add(what);
    }

    @Override
    public void step(String keyring, @Nullable Position target, Instant at, String kind, String reason) {
        Position position = target == null ? Position.NONE : target;
        Sql.tell(() -> jdbc.sql("insert into rotation_step (keyring, epoch, version, at, kind, reason)"
                + " values (?, ?, ?, ?, ?, ?) on conflict do nothing")
                .params(keyring, position.epoch(), position.version(), Sql.utc(at), kind, Sql.text(reason))
                .update());
    }

    @Override
    public void declareFalse(String keyring, List<KnownWrite> writes, Instant at) {
        Sql.tell(() -> writes.forEach(write -> jdbc.sql("insert into declared_false values (?, ?, ?, ?, ?)"
                + " on conflict do nothing").params(keyring, write.position().epoch(), write.position().version(),
                        write.writeId(), Sql.utc(at))
                .update()));
    }

    private static Newest newest(ResultSet row) throws SQLException {
        Array kids = row.getArray("kids");
        Set<Kid> known = kids == null
                ? Set.of()
                : Stream.of((String[]) kids.getArray()).map(Kid::of).collect(Collectors.toSet());
        return new Newest(write(row), known);
    }

    private static KnownWrite write(ResultSet row) throws SQLException {
        return new KnownWrite(position(row), row.getString("write_id"), "the history");
    }

    private static Position position(ResultSet row) throws SQLException {
        return new Position(row.getLong("epoch"), row.getLong("version"));
    }
}
