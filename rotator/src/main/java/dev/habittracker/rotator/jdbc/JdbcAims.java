package dev.habittracker.rotator.jdbc;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.json.JsonMapper;

import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.rotator.reconcile.Aims;
import dev.habittracker.rotator.requests.PolicyJson;

/// The policies that operators asked for, in PostgreSQL.
public final class JdbcAims implements Aims {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcAims.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final Policy initial;

    /// @param jdbc    the rotator's database
    /// @param initial what a rule counts as that a stored policy lacks: one that only a later version of this class knows
    public JdbcAims(JdbcClient jdbc, Policy initial) {
        this.jdbc = jdbc;
        this.initial = initial;
    }

    @Override
    public @Nullable Aim aim(String keyring) {
        Stored stored = Sql.askOrNull(() -> jdbc.sql("select target, allow_kind_change from aim where keyring = ?")
                .param(keyring)
                .query((row, _) -> new Stored(row.getString("target"), row.getBoolean("allow_kind_change")))
                .optional().orElse(null));
        return stored == null ? null : read(keyring, stored);
    }

    private record Stored(String target, boolean allowKindChange) {}

    /// A policy that is not allowed any more, or not yet, is none: the ring keeps the one that it has.
    private @Nullable Aim read(String keyring, Stored stored) {
        try {
            return new Aim(PolicyJson.read(JSON.readTree(stored.target())).appliedTo(initial),
                    stored.allowKindChange());
        } catch (IllegalArgumentException e) {
            LOG.warn("keyring {}: the policy that was asked for is left alone: {}", keyring, e.getMessage());
            return null;
        }
    }

    @Override
    public void change(String keyring, Aim aim) {
        Sql.tell(() -> jdbc.sql("""
                insert into aim (keyring, target, allow_kind_change) values (?, cast(? as jsonb), ?)
                on conflict (keyring) do update set target = excluded.target,
                    allow_kind_change = excluded.allow_kind_change
                """).params(keyring, PolicyJson.of(aim.policy()).toString(), aim.allowKindChange()).update());
    }
}
