package dev.habittracker.auditconsumer.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.habittracker.auditconsumer.query.Unwrap;

/** Who unwrapped a wrapping token: its hash stands in the response that made it and in the request that used it up. */
final class UnwrapQuery {

    /** Vault's longest lifetime of a token, unless it was raised. */
    private static final Duration LONGEST_WRAPPING = Duration.ofHours(768);

    private static final String SQL = """
            select r.time, r.secret_version, r.request_id, r.entity_id, r.role_name, r.display_name, r.accessor,
                   r.remote_address
              from audit_record r
             where r.time >= :from and r.time < :to and r.type = 'response' and r.error is null
               and r.path in ('sys/wrapping/unwrap', 'cubbyhole/response')
               and (right(r.shown_token, 16) = right(:token, 16) and r.shown_token = :token
                    or right(r.token, 16) = right(:token, 16) and r.token = :token)
             order by r.time limit 1""";

    private final JdbcClient jdbc;

    UnwrapQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Who used it up.
     *
     * @param token hashed
     * @param made when it was made
     */
    Optional<Unwrap> find(String token, Instant made) {
        return jdbc.sql(SQL).param("token", token).param("from", PostgresTime.of(made))
                .param("to", PostgresTime.of(made.plus(LONGEST_WRAPPING))).query(UnwrapQuery::unwrap).optional();
    }

    /** The statement, to be explained in tests. */
    static String sql() {
        return SQL;
    }

    private static Unwrap unwrap(ResultSet row, int number) throws SQLException {
        return new Unwrap(PostgresTime.read(row, "time"), row.getObject("secret_version", Integer.class),
                row.getString("request_id"), row.getString("entity_id"), row.getString("role_name"),
                row.getString("display_name"), row.getString("accessor"), row.getString("remote_address"));
    }
}
