package dev.habittracker.auditconsumer.it;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.habittracker.auditconsumer.it.AuditApi.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Questions that cannot be answered as they were put: each answer says what to change. */
class AuditQuestionsIT extends AuditService {

    private static final String KNOWN = "sys/audit/test";

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-1", "1001", "99999999999999999999", "1.5", "%20"})
    void limit_thatIsNoNumberFrom1To1000_is400(String limit) {
        assertRefused(auditor().keyReads(KNOWN, "&limit=" + limit), "limit", "is no whole number from 1 to 1000");
    }

    @ParameterizedTest
    @CsvSource({"/secret/data/x, begins with '/'", "v1/secret/data/x, begins with '/' or 'v1/'", "%20, is empty"})
    void path_thatVaultWouldNotRecordSo_is400(String path, String detail) {
        assertRefused(auditor().get("/audit/key-reads?path=" + path), "path", detail);
    }

    @Test
    void path_thatIsMissingOrEndless_is400() {
        assertRefused(auditor().get("/audit/key-reads"), "path", "is missing: name the path as Vault records it");
        assertRefused(auditor().keyReads("p".repeat(2_001), ""), "path", "is longer than 2000 characters");
    }

    @Test
    void path_thatNoRecordIsAbout_is400AndShowsHowPathsAreWritten() {
        assertRefused(auditor().keyReads("secret/habit-tracker/auth\u0000", ""), "path", "<mount>/data/<path>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-11-24", "2026-11-24T08:00:00", "+999999999-01-01T00:00:00Z",
            "2026-11-24T08:00:00+01:00"})
    void since_thatIsNoTimeWithAnOffset_is400(String since) {
        // The last is well-formed, but a '+' that is not encoded arrives as a space.
        assertRefused(auditor().keyReads(KNOWN, "&since=" + since), "since", "2026-11-24T08:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "bm9uc2Vuc2U", "!"})
    void before_thatNoAnswerGave_is400(String before) {
        assertRefused(auditor().keyReads(KNOWN, "&before=" + before), "before", "under 'next'");
    }

    @Test
    void before_beyondAllTimes_is400() {
        String forged = Base64.getUrlEncoder().encodeToString((Instant.MAX + "/1").getBytes(
                StandardCharsets.UTF_8));

        assertRefused(auditor().keyReads(KNOWN, "&before=" + forged), "before", "under 'next'");
    }

    @Test
    void parameters_atTheirLimits_areTaken() {
        await().atMost(PATIENCE).until(() -> auditor().keyReads(KNOWN, "").status() == 200);

        assertThat(auditor().keyReads(KNOWN, "&limit=1&since=2026-11-24T08:00:00%2B01:00").status()).isEqualTo(200);
        assertThat(auditor().keyReads(KNOWN, "&limit=1000").header("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"patth=secret/ | patth | is none of accessor, address, before, contains",
            "limit=1&limit=2 | limit | is there 2 times", "type=both | type | is none of request, response",
            "outcome=bad | outcome | is none of ok, denied, error",
            "path=a&path_prefix=a | path_prefix | leave out one",
            "path_prefix=/secret | path_prefix | begins with '/'", "undated=true&from=2026-11-24T08:00:00Z | undated"
                    + " | leave out 'from' and 'to'",
            "from=2026-11-24T08:00:00Z&to=2026-11-24T08:00:00Z | from | is not before 'to'",
            "contains=ab | contains | is shorter than 3",
            "contains=abc&from=2026-01-01T00:00:00Z | contains | at most 7"})
    void search_thatCannotBeMeantSo_is400(String parameters, String parameter, String detail) {
        assertRefused(auditor().get("/audit/records?" + parameters), parameter, detail);
    }

    @Test
    void secrets_withoutAPrefixOrWithACursorThatIsNone_are400() {
        assertRefused(auditor().get("/audit/secrets"), "path_prefix", "is missing");
        assertRefused(auditor().get("/audit/secrets?path_prefix=a&after=!"), "after", "under 'next'");
    }

    @Test
    void addressesAndVerbsThatAreNotThere_areProblemsToo() {
        assertThat(auditor().get("/audit/nothing")).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        });
        assertThat(auditor().send(auditor().request("/audit/key-reads?path=" + KNOWN).DELETE()).status())
                .isEqualTo(405);
    }

    private static void assertRefused(Answer answer, String parameter, String detail) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().required("type").asString()).isEqualTo("urn:habit-tracker:problem:bad-parameter");
        assertThat(answer.json().required("parameter").asString()).isEqualTo(parameter);
        assertThat(answer.detail()).contains("'" + parameter + "'", detail);
    }
}
