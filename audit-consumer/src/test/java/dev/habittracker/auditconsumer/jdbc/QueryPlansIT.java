package dev.habittracker.auditconsumer.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.habittracker.auditconsumer.query.Cursor;
import dev.habittracker.auditconsumer.query.RecordFilter;
import dev.habittracker.auditconsumer.query.RecordFilter.Result;
import dev.habittracker.auditconsumer.query.Window;
import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;

import static org.assertj.core.api.Assertions.assertThat;

/** How PostgreSQL carries out each form of question: only in the partitions of the time, and by an index. */
@DevStack(Part.POSTGRES)
class QueryPlansIT {

    private static final Window THIRD_DAY = new Window(Instant.parse("2026-11-03T06:00:00Z"),
            Instant.parse("2026-11-03T18:00:00Z"));
    private static final Pattern SCANNED = Pattern.compile("(?:Scan|Scan Backward) using \\S+ on (audit_record_\\w+)");
    private static final Pattern BITMAP = Pattern.compile("Bitmap Heap Scan on (audit_record_\\w+)");

    private final NamedParameterJdbcTemplate jdbc;

    QueryPlansIT(StackSlice slice) {
        DriverManagerDataSource database = new DriverManagerDataSource(slice.jdbcUrl("plans"));
        Flyway.configure().dataSource(database).load().migrate();
        jdbc = new NamedParameterJdbcTemplate(database);
    }

    /** Five days with 4,000 records each, a thousand paths, a hundred tokens. */
    @BeforeEach
    void fill() {
        if (Boolean.TRUE.equals(jdbc.queryForObject("select exists(select 1 from audit_record)", Map.of(),
                Boolean.class))) {
            return;
        }
        jdbc.getJdbcOperations().execute(
                """
                        insert into audit_file (node, device, file) values ('n', 'd', 'f');
                        do $$ begin perform audit_partition(date '2026-11-01' + d) from generate_series(0, 4) d; end $$;
                        insert into audit_record (time, file_id, line_start, line_end, line_sha256, part_start, part_end, state,
                            raw, batch, type, request_id, operation, path, entity_id, accessor, token, wrapping_token, remote_address,
                            error)
                        select timestamptz '2026-11-01 00:00:00+00' + i * interval '21.6 seconds', 1, i * 10, i * 10 + 10,
                               sha256('x'), i * 10, i * 10 + 9, 'PARSED', repeat('r', 200)::bytea, 1,
                               case i % 2 when 0 then 'request' else 'response' end, 'request-' || i / 2, 'read',
                               'secret/data/app/' || lpad((i % 1000)::text, 4, '0'), 'entity-' || i % 100,
                               'hmac-sha256:' || md5((i % 100)::text), 'hmac-sha256:' || md5((i % 100)::text || 't'),
                               case when i % 500 = 1 then 'hmac-sha256:' || md5(i::text) end, '10.0.0.' || i % 100,
                               case when i % 400 = 1 then 'permission denied' end
                          from generate_series(0, 19999) i;
                        analyze audit_record""");
    }

    @Test
    void search_byTimeAlone_walksTheIndexOfTime() {
        assertPlan(explain(RecordFilter.of(THIRD_DAY), null), "time_id_idx", "20261103");
    }

    @Test
    void search_ofAPageInTheMidst_leavesOutWhatIsNewer() {
        Cursor before = new Cursor(Instant.parse("2026-11-02T12:00:00Z"), 1);

        assertPlan(explain(RecordFilter.of(new Window(Instant.parse("2026-11-02T00:00:00Z"),
                Instant.parse("2026-11-06T00:00:00Z"))), before), "time_id_idx", "20261102");
    }

    @Test
    void search_byPathOrPrefix_usesTheIndexOfPaths() {
        assertPlan(explain(filter("secret/data/app/0017", null, null, null, null), null), "left_time_id_idx",
                "20261103");
        assertPlan(explain(filter(null, "secret/data/app/001", null, null, null), null), "left_time_id_idx",
                "20261103");
    }

    @Test
    void search_byWho_usesTheIndexOfEach() {
        assertPlan(explain(filter(null, null, "entity-7", null, null), null), "left_time_id_idx1", "20261103");
        assertPlan(explain(filter(null, null, null, "hmac-sha256:" + "8f14e45fceea167a5a36dedd4bea2543", null), null),
                "right_time_id_idx", "20261103");
        assertPlan(explain(filter(null, null, null, null, "10.0.0.7"), null), "left_time_id_idx2", "20261103");
    }

    @Test
    void search_byOutcome_usesTheIndexOfErrors() {
        RecordFilter denied = new RecordFilter(THIRD_DAY, null, null, null, null, null, null, null, Result.DENIED,
                null);

        assertPlan(explain(denied, null), "time_id_idx1", "20261103");
    }

    @Test
    void search_byTextOperationAndType_walksTheIndexOfTimeInTheDaysAskedFor() {
        RecordFilter text = new RecordFilter(THIRD_DAY, null, null, "read", "request", null, null, null, null, "rrr");

        assertPlan(explain(text, null), "time_id_idx", "20261103");
    }

    @Test
    void recordById_looksIntoItsDayAlone() {
        Cursor id = new Cursor(Instant.parse("2026-11-03T12:00:00Z"), 8_001);

        assertPlan(explain(RecordQuery.recordSql(), RecordQuery.at(id)), "time_id_idx", "20261103");
    }

    @Test
    void unanswered_looksForResponsesByTheRequestIdADayAround() {
        Condition condition = Condition.of(RecordFilter.of(THIRD_DAY), null);
        String plan = explain(UnansweredQuery.sql(condition, 100), condition.parameters());

        assertThat(scanned(plan)).as(plan).isSubsetOf("audit_record_20261102", "audit_record_20261103",
                "audit_record_20261104");
        assertThat(plan).doesNotContain("Seq Scan on audit_record");
    }

    @Test
    void keyReads_useTheIndexOfPathsAndThatOfRequestIds() {
        String plan = explain(KeyReadQuery.sql(), Map.of("path", "secret/data/app/0018", "since",
                PostgresTime.of(THIRD_DAY.from()), "beforeTime", PostgresTime.of(THIRD_DAY.to()), "beforeId",
                Long.MAX_VALUE, "limit", 100));

        assertThat(scanned(plan)).as(plan).isSubsetOf("audit_record_20261102", "audit_record_20261103",
                "audit_record_20261104").contains("audit_record_20261103");
        assertThat(plan).contains("left_time_id_idx", "left_time_idx").doesNotContain("Seq Scan on audit_record");
    }

    @Test
    void unwraps_useTheIndexesOfTokens() {
        String plan = explain(UnwrapQuery.sql(), Map.of("token", "hmac-sha256:0123456789abcdef", "from",
                PostgresTime.of(THIRD_DAY.from()), "to", PostgresTime.of(THIRD_DAY.to())));

        assertThat(plan).contains("right_idx", "right_time_id_idx").doesNotContain("Seq Scan on audit_record");
        assertThat(scanned(plan)).as(plan).containsExactly("audit_record_20261103");
    }

    @Test
    void secrets_enterTheIndexOfPathsOnceForEachPath() {
        String plan = explain(SecretUseQuery.sql(),
                SecretUseQuery.parameters("secret/data/app/000", THIRD_DAY, "", false, 100));

        assertThat(scanned(plan)).as(plan).containsExactly("audit_record_20261103");
        assertThat(plan).contains("left_time_id_idx").doesNotContain("Seq Scan on audit_record");
    }

    private static void assertPlan(String plan, String index, String day) {
        assertThat(scanned(plan)).as(plan).containsExactly("audit_record_" + day);
        assertThat(plan).contains("audit_record_" + day + "_" + index + " ").doesNotContain(
                "Seq Scan on audit_record");
    }

    private static RecordFilter filter(@Nullable String path, @Nullable String prefix, @Nullable String entity,
            @Nullable String accessor, @Nullable String address) {
        return new RecordFilter(THIRD_DAY, path, prefix, null, null, entity, accessor, address, null, null);
    }

    private String explain(RecordFilter filter, @Nullable Cursor before) {
        Condition condition = Condition.of(filter, before);
        return explain(RecordQuery.pageSql(condition.sql(), 101), condition.parameters());
    }

    /** The plan as it was carried out; a blank behind every line, and without the parts that never were. */
    private String explain(String sql, Map<String, Object> parameters) {
        List<String> lines = jdbc.query("explain (analyze, costs off, timing off, summary off, buffers off) " + sql,
                parameters, (row, number) -> row.getString(1));
        return String.join(" \n", lines.stream().filter(line -> !line.contains("(never executed)")).toList());
    }

    private static Set<String> scanned(String plan) {
        Set<String> tables = new TreeSet<>();
        for (Pattern pattern : List.of(SCANNED, BITMAP)) {
            Matcher matcher = pattern.matcher(plan);
            while (matcher.find()) {
                tables.add(matcher.group(1));
            }
        }
        return tables;
    }
}
