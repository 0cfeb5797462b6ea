package dev.habittracker.rotator.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.json.JsonMapper;

import dev.habittracker.events.Position;
import dev.habittracker.rotator.decide.Outcome;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.requests.CommandJson;
import dev.habittracker.rotator.requests.Request;
import dev.habittracker.rotator.requests.RequestStore;
import dev.habittracker.rotator.requests.UnreadableRequestException;

/// Requests in PostgreSQL. An idempotency key stands for one request of its keyring.
public final class JdbcRequests implements RequestStore {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcRequests.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String INSERT = """
            insert into request (id, keyring, idempotency_key, operation, parameters, reason, requested_by, accepted,
                seen_epoch, seen_version, state, state_reason, result_epoch, result_version, finished)
            values (:id, :keyring, :key, :operation, cast(:parameters as jsonb), :reason, :by, :accepted,
                cast(:epoch as bigint), cast(:version as bigint), :state, :stateReason, cast(:resultEpoch as bigint),
                cast(:resultVersion as bigint), cast(:finished as timestamptz))
            on conflict\s""";

    private final JdbcClient jdbc;
    private final Set<String> strange = ConcurrentHashMap.newKeySet();

    /// @param jdbc the rotator's database
    public JdbcRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Request accept(Request request) {
        return Sql.ask(() -> {
            insert(request, "do nothing");
            return find(request.keyring(), request.id()).orElseThrow();
        });
    }

    @Override
    public void keep(Request request) {
        Sql.tell(() -> insert(request, """
                (id) do update set state = excluded.state, state_reason = excluded.state_reason,
                    result_epoch = excluded.result_epoch, result_version = excluded.result_version,
                    finished = excluded.finished
                where request.state in ('accepted', 'waiting')"""));
    }

    private void insert(Request request, String onConflict) {
        OpenRequest asked = request.asked();
        Position seen = asked.seen();
        Position result = request.result();
        Instant finished = request.finished();
        jdbc.sql(INSERT + onConflict).param("id", asked.id()).param("keyring", request.keyring())
                .param("key", request.key()).param("operation", asked.command().operation())
                .param("parameters", CommandJson.write(asked.command()).toString())
                .param("reason", Sql.textOrNull(asked.reason()))
                .param("by", Sql.text(asked.by())).param("accepted", Sql.utc(asked.accepted()))
                .param("epoch", seen == null ? null : seen.epoch())
                .param("version", seen == null ? null : seen.version()).param("state", request.state().label())
                .param("stateReason", Sql.text(request.stateReason()))
                .param("resultEpoch", result == null ? null : result.epoch())
                .param("resultVersion", result == null ? null : result.version())
                .param("finished", finished == null ? null : finished.toString()).update();
    }

    @Override
    public Optional<Request> find(String keyring, String id) {
        return Sql
                .ask(() -> jdbc.sql("select * from request where keyring = ? and id = ?").params(keyring, Sql.text(id))
                        .query((row, _) -> request(row)).optional());
    }

    /// One that only a later version of this rotator can read is left to that one, and stops none of the others.
    @Override
    public List<OpenRequest> open(String keyring) {
        return Sql.ask(() -> jdbc.sql("select * from request where keyring = ? and state in ('accepted', 'waiting')"
                + " order by accepted, id").param(keyring).query((row, _) -> known(row)).list()).stream()
                .flatMap(Optional::stream).toList();
    }

    @Override
    public void finish(OpenRequest request, Outcome outcome, @Nullable Position position, String reason) {
        Sql.tell(() -> jdbc.sql("""
                update request set state = :state, state_reason = :reason, result_epoch = cast(:epoch as bigint),
                    result_version = cast(:version as bigint), finished = now()
                where id = :id and state in ('accepted', 'waiting')
                """).param("state", Request.State.of(outcome).label()).param("reason", Sql.text(reason))
                .param("epoch", position == null ? null : position.epoch())
                .param("version", position == null ? null : position.version()).param("id", request.id()).update());
    }

    @Override
    public void waiting(OpenRequest request, String reason) {
        Sql.tell(() -> jdbc.sql("update request set state = 'waiting', state_reason = :reason where id = :id and state"
                + " in ('accepted', 'waiting') and state_reason <> :reason").param("reason", Sql.text(reason))
                .param("id", request.id()).update());
    }

    private Optional<OpenRequest> known(ResultSet row) throws SQLException {
        try {
            return Optional.of(open(row));
        } catch (IllegalArgumentException e) {
            String id = row.getString("id");
            if (strange.add(id)) {
                LOG.warn("request {} cannot be read and is left alone: {}", id, e.getClass().getSimpleName());
            }
            return Optional.empty();
        }
    }

    private static OpenRequest open(ResultSet row) throws SQLException {
        return new OpenRequest(row.getString("id"),
                CommandJson.read(row.getString("operation"), JSON.readTree(row.getString("parameters"))),
                Sql.required(row, "accepted"), position(row, "seen"), row.getString("requested_by"),
                row.getString("reason"));
    }

    private static Request request(ResultSet row) throws SQLException {
        try {
            return new Request(row.getString("keyring"), row.getString("idempotency_key"), open(row),
                    Request.State.of(row.getString("state")), row.getString("state_reason"), position(row, "result"),
                    Sql.instant(row, "finished"));
        } catch (IllegalArgumentException e) {
            throw new UnreadableRequestException(row.getString("id"), e);
        }
    }

    private static @Nullable Position position(ResultSet row, String prefix) throws SQLException {
        long epoch = row.getLong(prefix + "_epoch");
        return row.wasNull() ? null : new Position(epoch, row.getLong(prefix + "_version"));
    }
}
