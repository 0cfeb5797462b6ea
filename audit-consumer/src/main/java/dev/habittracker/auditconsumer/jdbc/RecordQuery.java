package dev.habittracker.auditconsumer.jdbc;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import dev.habittracker.auditconsumer.query.Cursor;
import dev.habittracker.auditconsumer.query.FoundRecord;
import dev.habittracker.auditconsumer.query.FoundRecord.Origin;
import dev.habittracker.auditconsumer.query.RecordFilter;
import dev.habittracker.auditconsumer.query.RecordPage;

/** Finds records: a page of them, one by its id, all of them one after the other. */
public final class RecordQuery {

    private static final int FETCH_ROWS = 200;

    private static final String COLUMNS = """
            select r.id, r.time, r.state, r.remark, r.type, r.request_id, r.operation, r.path, r.namespace, r.mount_point,
                   r.mount_type, r.entity_id, r.display_name, r.role_name, r.accessor, r.policies, r.remote_address,
                   r.error, r.allowed, r.secret_version, r.line_start, r.line_end, r.line_sha256, f.node, f.device,
                   f.file""";
    private static final String FROM = " from audit_record r join audit_file f on f.id = r.file_id where ";
    private static final String NEWEST_FIRST = " order by r.time desc, r.id desc";

    private static final String RAW = """
            select raw from (
                select r.part_start as place, r.raw from audit_record r
                 where r.time = :time and r.id = :id and r.raw is not null
                union all
                select c.chunk, c.raw from audit_record r join audit_chunk c on c.file_id = r.file_id
                   and c.line_start = r.line_start and c.line_end = r.line_end and c.line_sha256 = r.line_sha256
                 where r.time = :time and r.id = :id and r.state = 'HEAD') pieces
             order by place""";

    private final NamedParameterJdbcTemplate questions;
    private final NamedParameterJdbcTemplate streams;
    private final TransactionTemplate transaction;

    /**
     * @param questions the database, with a limit of time for each question
     * @param database the same, without one
     * @param transaction how to begin and end a transaction on it
     */
    public RecordQuery(JdbcTemplate questions, DataSource database, TransactionTemplate transaction) {
        this.questions = new NamedParameterJdbcTemplate(questions);
        // Rows come in portions only within a transaction; without it the driver holds all of them in memory.
        JdbcTemplate portions = new JdbcTemplate(database);
        portions.setFetchSize(FETCH_ROWS);
        this.streams = new NamedParameterJdbcTemplate(portions);
        this.transaction = transaction;
    }

    /**
     * One page, newest first.
     *
     * @param limit at most so many
     * @param before where the page begins; null for the newest
     */
    public RecordPage find(RecordFilter filter, int limit, @Nullable Cursor before) {
        Condition condition = Condition.of(filter, before);
        return RecordPage.of(questions.query(pageSql(condition.sql(), limit + 1), condition.parameters(),
                (row, number) -> record(row, null)), limit);
    }

    /** The statement of a page, to be explained in tests. */
    static String pageSql(String condition, int rows) {
        return COLUMNS + FROM + condition + NEWEST_FIRST + " limit " + rows;
    }

    /** The record with this id, with its JSON. */
    public Optional<FoundRecord> get(Cursor id) {
        return questions.query(recordSql(), at(id),
                (row, number) -> record(row, row.getString("record"))).stream().findFirst();
    }

    /** The statement of one record, to be explained in tests. */
    static String recordSql() {
        return COLUMNS + ", r.record" + FROM + "r.time = :time and r.id = :id";
    }

    /** Writes the bytes of the record as Vault wrote them, of a line in pieces one after the other. */
    public void writeRaw(Cursor id, OutputStream out) {
        transaction.executeWithoutResult(status -> streams.query(RAW, at(id), (RowCallbackHandler) row -> {
            try {
                out.write(row.getBytes("raw"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    /** Hands on all records that meet a filter, newest first, in portions. */
    public void forEach(RecordFilter filter, Consumer<FoundRecord> reader) {
        Condition condition = Condition.of(filter, null);
        transaction.executeWithoutResult(status -> streams.query(
                COLUMNS + ", r.record" + FROM + condition.sql() + NEWEST_FIRST, condition.parameters(),
                (RowCallbackHandler) row -> reader.accept(record(row, row.getString("record")))));
    }

    static Map<String, Object> at(Cursor id) {
        return Map.of("time", PostgresTime.of(id.time()), "id", id.id());
    }

    static FoundRecord record(ResultSet row, @Nullable String json) throws SQLException {
        var time = PostgresTime.read(row, "time");
        return new FoundRecord(new Cursor(time, row.getLong("id")), row.getString("state"), row.getString("remark"),
                PostgresTime.known(time), row.getString("type"), row.getString("request_id"),
                row.getString("operation"), row.getString("path"), row.getString("namespace"),
                row.getString("mount_point"), row.getString("mount_type"), row.getString("entity_id"),
                row.getString("display_name"), row.getString("role_name"), row.getString("accessor"),
                texts(row.getArray("policies")), row.getString("remote_address"), row.getString("error"),
                row.getObject("allowed", Boolean.class), row.getObject("secret_version", Integer.class),
                new Origin(row.getString("node"), row.getString("device"), row.getString("file"),
                        row.getLong("line_start"), row.getLong("line_end"),
                        HexFormat.of().formatHex(row.getBytes("line_sha256"))),
                json);
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }
}
