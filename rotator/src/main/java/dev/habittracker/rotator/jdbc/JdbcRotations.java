package dev.habittracker.rotator.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.habittracker.events.Position;

/// The history as operators read it.
public final class JdbcRotations {

    private final JdbcClient jdbc;

    /// One version of a ring.
    public record Rotation(String id, String event, String reason, @Nullable String requestId, String by,
            Instant decided, @Nullable Instant created, @Nullable Instant published) {}

    /// Something that was done or waited for on the way to it.
    public record Step(Instant at, String kind, String reason) {}

    /// When a member had it.
    ///
    /// @param millis since Vault made the version; `null` where that is not known
    public record Applied(String service, String instance, Instant applied, @Nullable Long millis) {}

    /// @param jdbc the rotator's database
    public JdbcRotations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The newest versions below a position, newest first.
    public List<Rotation> newest(String keyring, int limit, Position before) {
        return Sql.ask(() -> jdbc.sql("select * from ring_version where keyring = ? and (epoch, version) < (?, ?)"
                + " order by epoch desc, version desc limit ?").params(keyring, before.epoch(), before.version(), limit)
                .query((row, _) -> rotation(row)).list());
    }

    /// One version.
    public Optional<Rotation> find(String keyring, Position position) {
        return Sql.ask(() -> jdbc.sql("select * from ring_version where keyring = ? and epoch = ? and version = ?"
                + " order by recorded desc limit 1").params(keyring, position.epoch(), position.version())
                .query((row, _) -> rotation(row)).optional());
    }

    /// The steps of a version, in their order.
    public List<Step> steps(String keyring, Position position) {
        return Sql.ask(() -> jdbc.sql("select * from rotation_step where keyring = ? and epoch = ? and version = ?"
                + " order by id").params(keyring, position.epoch(), position.version())
                .query((row, _) -> new Step(Sql.required(row, "at"), row.getString("kind"), row.getString("reason")))
                .list());
    }

    /// When each member had this version or a later one.
    public List<Applied> applied(String keyring, Rotation rotation, Position position) {
        return Sql.ask(() -> jdbc.sql("""
                select instance, min(service) as service, min(applied) as applied from member_applied
                where keyring = ? and (epoch, version) >= (?, ?) group by instance order by 3
                """).params(keyring, position.epoch(), position.version())
                .query((row, _) -> applied(row, rotation.created())).list());
    }

    private static Applied applied(ResultSet row, @Nullable Instant created) throws SQLException {
        Instant applied = Sql.required(row, "applied");
        return new Applied(row.getString("service"), row.getString("instance"), applied,
                created == null ? null : Duration.between(created, applied).toMillis());
    }

    private static Rotation rotation(ResultSet row) throws SQLException {
        return new Rotation(row.getLong("epoch") + "." + row.getLong("version"), row.getString("event"),
                row.getString("reason"), row.getString("request_id"), row.getString("decided_by"),
                Sql.required(row, "decided"), Sql.instant(row, "created"), Sql.instant(row, "published"));
    }
}
