package dev.habittracker.rotator.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.json.JsonMapper;

import dev.habittracker.events.Position;
import dev.habittracker.rotator.decide.Outcome;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.reconcile.Requests;
import dev.habittracker.rotator.requests.CommandJson;

/// Requests in PostgreSQL. An idempotency key stands for one request of its keyring.
public final class JdbcRequests implements Requests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    /// A request as it stands.
    ///
    /// @param operation  what was asked for
    /// @param parameters the command, as JSON
    /// @param state      `accepted`, `waiting`, `done`, `blocked` or `refused`
    /// @param reason     why it is so
    /// @param result     the position that came of it, `epoch.version`; `null` where none did
    public record Row(String id, String operation, String parameters, String state, String reason,
            @Nullable String result, Instant accepted, @Nullable Instant finished) {}

    /// @param jdbc the rotator's database
    public JdbcRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Takes a request in, unless one with this id is there; gives back the one that is there then.
    public Row accept(String keyring, String key, OpenRequest request) {
        Position seen = request.seen();
        return Sql.ask(() -> {
            jdbc.sql("""
                    insert into request (id, keyring, idempotency_key, operation, parameters, reason, requested_by,
                        accepted, seen_epoch, seen_version, state, state_reason)
                    values (:id, :keyring, :key, :operation, cast(:parameters as jsonb), :reason, :by, :accepted,
                        cast(:epoch as bigint), cast(:version as bigint), 'accepted', 'it is looked at next')
                    on conflict do nothing
                    """).param("id", request.id()).param("keyring", keyring).param("key", key)
                    .param("operation", request.command().operation())
                    .param("parameters", CommandJson.write(request.command()).toString())
                    .param("reason", request.reason()).param("by", request.by())
                    .param("accepted", Sql.utc(request.accepted())).param("epoch", seen == null ? null : seen.epoch())
                    .param("version", seen == null ? null : seen.version()).update();
            return find(keyring, request.id()).orElseThrow();
        });
    }

    /// The request with this id.
    public Optional<Row> find(String keyring, String id) {
        return Sql.ask(() -> jdbc.sql("select * from request where keyring = ? and id = ?").params(keyring, id)
                .query((row, _) -> row(row)).optional());
    }

    @Override
    public List<OpenRequest> open(String keyring) {
        return Sql.ask(() -> jdbc.sql("select * from request where keyring = ? and state in ('accepted', 'waiting')"
                + " order by accepted, id").param(keyring).query((row, _) -> open(row)).list());
    }

    @Override
    public void finish(OpenRequest request, Outcome outcome, @Nullable Position position, String reason) {
        Sql.tell(() -> jdbc.sql("""
                update request set state = :state, state_reason = :reason, result_epoch = cast(:epoch as bigint),
                    result_version = cast(:version as bigint), finished = now()
                where id = :id and state in ('accepted', 'waiting')
                """).param("state", outcome.name().toLowerCase(Locale.ROOT)).param("reason", reason)
                .param("epoch", position == null ? null : position.epoch())
                .param("version", position == null ? null : position.version()).param("id", request.id()).update());
    }

    @Override
    public void waiting(List<OpenRequest> requests, String reason) {
        Sql.tell(() -> requests.forEach(request -> jdbc.sql("update request set state = 'waiting', state_reason ="
                + " :reason where id = :id and state in ('accepted', 'waiting') and state_reason <> :reason")
                .param("reason", reason).param("id", request.id()).update()));
    }

    private static OpenRequest open(ResultSet row) throws SQLException {
        long epoch = row.getLong("seen_epoch");
        Position seen = row.wasNull() ? null : new Position(epoch, row.getLong("seen_version"));
        return new OpenRequest(row.getString("id"),
                CommandJson.read(row.getString("operation"), JSON.readTree(row.getString("parameters"))),
                Sql.required(row, "accepted"), seen, row.getString("requested_by"), row.getString("reason"));
    }

    private static Row row(ResultSet row) throws SQLException {
        long epoch = row.getLong("result_epoch");
        String result = row.wasNull() ? null : epoch + "." + row.getLong("result_version");
        return new Row(row.getString("id"), row.getString("operation"), row.getString("parameters"),
                row.getString("state"), row.getString("state_reason"), result, Sql.required(row, "accepted"),
                Sql.instant(row, "finished"));
    }
}
