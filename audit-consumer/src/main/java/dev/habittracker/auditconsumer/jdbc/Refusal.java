package dev.habittracker.auditconsumer.jdbc;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Tells content that PostgreSQL refuses from a PostgreSQL that is not able to work: only the former may end in the dead
 * letters. Classes of SQLSTATE after PostgreSQL's documentation, appendix A; a state that is not known here counts as
 * inability, for waiting loses nothing.
 */
final class Refusal {

    /** Data exception, integrity constraint violation, program limit exceeded. */
    private static final Set<String> CONTENT = Set.of("22", "23", "54");

    private Refusal() {}

    /** The reason, if the content is refused; without the content, which PostgreSQL's own message quotes. */
    static Optional<String> of(DataAccessException e) {
        for (@Nullable
        Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null
                    && CONTENT.contains(sql.getSQLState().substring(0, 2))) {
                return Optional.of("PostgreSQL refuses the content with SQLSTATE " + sql.getSQLState());
            }
        }
        return Optional.empty();
    }
}
