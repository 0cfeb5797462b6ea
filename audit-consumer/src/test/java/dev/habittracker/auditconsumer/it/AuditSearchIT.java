package dev.habittracker.auditconsumer.it;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.habittracker.auditconsumer.it.AuditApi.Answer;
import dev.habittracker.devstack.vault.VaultClient;
import dev.habittracker.devstack.vault.VaultException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Records found by what they say, of those that a real Vault server writes. */
class AuditSearchIT extends AuditService {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PREFIX = slice().mount() + "/data/search/";

    @BeforeAll
    static void writeAndRead() {
        VaultClient vault = slice().vaultClient();
        for (String name : List.of("a", "b", "never")) {
            vault.post(PREFIX + name, Map.of("data", Map.of("n", 1)));
        }
        vault.get(PREFIX + "a");
        vault.get(PREFIX + "a");
        vault.get(PREFIX + "b");
        assertThatThrownBy(() -> vault.withToken(slice().schedulerToken()).get(PREFIX + "a"))
                .isInstanceOf(VaultException.class);
        assertThatThrownBy(() -> vault.post("sys/wrapping/unwrap", Map.of("token", "no-such-token")))
                .isInstanceOf(VaultException.class);
    }

    @Test
    void search_byPath_findsRequestsAndResponsesNewestFirst() {
        List<JsonNode> found = found("path=" + PREFIX + "a", 8);

        assertThat(found).extracting(record -> record.required("path").asString()).containsOnly(PREFIX + "a");
        assertThat(found).extracting(record -> Instant.parse(record.required("time").asString()))
                .isSortedAccordingTo((one, other) -> other.compareTo(one));
        assertThat(found.getLast().required("mount_type").asString()).isEqualTo("kv");
        assertThat(found.getLast().required("policies").toString()).isEqualTo("[\"root\"]");
    }

    @Test
    void search_byPrefix_findsWhatIsBelowAndNothingBeside() {
        slice().vaultClient().post(slice().mount() + "/data/searcher", Map.of("data", Map.of("n", 1)));
        found("path=" + slice().mount() + "/data/searcher", 2);

        assertThat(found("path_prefix=" + PREFIX, 14)).extracting(record -> record.required("path").asString())
                .allMatch(path -> path.startsWith(PREFIX));
    }

    @Test
    void search_byOperationTypeAndOutcome_narrowsIt() {
        found("path_prefix=" + PREFIX, 14);

        assertThat(found("path_prefix=" + PREFIX + "&operation=create&type=response", 3))
                .extracting(record -> record.required("secret_version").asInt()).containsOnly(1);
        assertThat(found("path_prefix=" + PREFIX + "&outcome=denied", 2))
                .allMatch(record -> record.required("error").asString().contains("permission denied"));
        found("path_prefix=" + PREFIX + "&outcome=ok", 12);
        found("path_prefix=" + PREFIX + "&outcome=error", 0);
    }

    @Test
    void search_byWho_findsTheSameRecordsByAccessorEntityAndAddress() {
        String path = "path=" + PREFIX + "a";
        JsonNode denied = found(path + "&outcome=denied", 2).getFirst();

        found(path + "&accessor=" + denied.required("accessor").asString(), 2);
        found(path + "&address=" + denied.required("remote_address").asString(), 8);
        found(path + "&accessor=hmac-sha256:0", 0);
        found(path + "&entity=nobody", 0);
        found(path + "&address=127.0.0.2", 0);
    }

    @Test
    void search_byTextInTheRecord_looksAtTheBytes() {
        JsonNode one = found("path=" + PREFIX + "b&type=response&operation=read", 1).getFirst();
        String id = one.required("request_id").asString();

        assertThat(found("contains=" + id, 2)).extracting(record -> record.required("request_id").asString())
                .containsOnly(id);
    }

    @Test
    void search_byTime_takesTheBeginningInAndLeavesTheEndOut() {
        List<JsonNode> all = found("path=" + PREFIX + "a", 8);
        String newest = all.getFirst().required("time").asString();
        String oldest = all.getLast().required("time").asString();

        assertThat(found("path=" + PREFIX + "a&from=" + oldest + "&to=" + newest, 7)).isEqualTo(all.subList(1, 8));
        found("path=" + PREFIX + "a&to=" + oldest, 0);
    }

    @Test
    void search_pageByPage_givesEachRecordOnce() {
        found("path_prefix=" + PREFIX, 14);
        Set<String> ids = new HashSet<>();
        String next = "";
        int pages = 0;
        do {
            Answer page = auditor().get("/audit/records?limit=3&path_prefix=" + PREFIX
                    + (next.isEmpty() ? "" : "&before=" + next));
            page.list("records").forEach(record -> assertThat(ids.add(record.required("id").asString())).isTrue());
            next = page.json().path("next").asString("");
            pages++;
        } while (!next.isEmpty());

        assertThat(ids).hasSize(14);
        assertThat(pages).isEqualTo(5);
    }

    @Test
    void record_byItsId_isWholeAndItsBytesAreALineOfTheFile() {
        String id = found("path=" + PREFIX + "b&type=response&operation=read", 1).getFirst().required("id").asString();

        JsonNode record = auditor().get("/audit/records/" + id).json();
        String raw = auditor().get("/audit/records/" + id + "/raw").body();

        assertThat(fileLines()).contains(raw);
        assertThat(record.required("record")).isEqualTo(JSON.readTree(raw));
    }

    @Test
    void record_thatIsNotThere_is404() {
        assertThat(auditor().get("/audit/records/nonsense").status()).isEqualTo(404);
        assertThat(auditor().get("/audit/records/LS8x").detail()).contains("no record has this id");
    }

    @Test
    void export_hasTheSameRecordsAsTheSearchInBothForms() {
        List<JsonNode> found = found("path_prefix=" + PREFIX, 14);

        List<JsonNode> ndjson = auditor().get("/audit/export?path_prefix=" + PREFIX).body().lines()
                .map(JSON::readTree).toList();
        List<String> csv = List.of(auditor().get("/audit/export?format=csv&path_prefix=" + PREFIX).body()
                .split("\r\n"));

        assertThat(ndjson).extracting(record -> record.required("id")).isEqualTo(
                found.stream().map(record -> record.required("id")).toList());
        assertThat(ndjson).allMatch(record -> record.required("record").isObject());
        assertThat(csv).hasSize(15);
        assertThat(csv.getFirst()).startsWith("id,time,type,operation,path");
        assertThat(csv.get(1)).startsWith(found.getFirst().required("id").asString() + ",");
    }

    @Test
    void unanswered_requestWithAnInvalidWrappingToken_isNamedAndAnsweredOnesAreNot() {
        found("path_prefix=" + PREFIX, 14);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(auditor().get("/audit/unanswered?limit=1000")
                .list("records")).extracting(record -> record.required("path").asString())
                .contains("sys/wrapping/unwrap").noneMatch(path -> path.startsWith(PREFIX)));
    }

    @Test
    void secrets_belowAPrefix_haveTheirLastReadAndWriteOrWereNeverRead() {
        found("path_prefix=" + PREFIX, 14);

        List<JsonNode> secrets = auditor().get("/audit/secrets?path_prefix=" + PREFIX).list("secrets");

        assertThat(secrets).extracting(secret -> secret.required("path").asString() + " "
                + secret.required("never_read").asBoolean())
                .containsExactly(PREFIX + "a false", PREFIX + "b false", PREFIX + "never true");
        assertThat(secrets.getFirst().required("last_read").required("display_name").asString()).isEqualTo("root");
        assertThat(secrets).allMatch(secret -> secret.has("last_written"));
        assertThat(auditor().get("/audit/secrets?never_read=true&path_prefix=" + PREFIX).list("secrets"))
                .extracting(secret -> secret.required("path").asString()).containsExactly(PREFIX + "never");
        Answer first = auditor().get("/audit/secrets?limit=2&path_prefix=" + PREFIX);
        assertThat(auditor().get("/audit/secrets?path_prefix=" + PREFIX + "&after="
                + first.json().required("next").asString()).list("secrets")).isEqualTo(secrets.subList(2, 3));
    }

    @Test
    void answers_areWrittenDownWithWhoseTheyAreAndHowManyRecordsTheyShowed() {
        int rows = found("path_prefix=" + PREFIX, 14).size();
        String marked = "path_prefix=" + PREFIX + "&operation=create";
        found(marked, 6);
        auditor().get("/audit/export?" + marked);

        List<JsonNode> accesses = auditor().get("/audit/access?limit=1000").list("accesses").stream()
                .filter(access -> access.required("parameters").asString().contains(encoded(marked)))
                .toList();

        assertThat(rows).isEqualTo(14);
        assertThat(accesses.getFirst().required("question").asString()).isEqualTo("export");
        assertThat(accesses.getFirst().required("rows").asInt()).isEqualTo(6);
        assertThat(accesses).allSatisfy(access -> {
            assertThat(access.required("display_name").asString()).startsWith("token");
            assertThat(access.required("accessor_sha256").asString()).hasSize(64);
        });
        assertThat(accesses).anyMatch(access -> access.required("question").asString().equals("records")
                && access.path("rows").asInt() == 6);
    }

    private List<JsonNode> found(String parameters, int expected) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Answer answer = auditor().get("/audit/records?limit=1000&" + encoded(parameters));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.list("records")).as(parameters).hasSize(expected);
        });
        return auditor().get("/audit/records?limit=1000&" + encoded(parameters)).list("records");
    }

    private static String encoded(String parameters) {
        return Arrays.stream(parameters.split("&")).map(parameter -> {
            int equals = parameter.indexOf('=');
            return parameter.substring(0, equals + 1)
                    + URLEncoder.encode(parameter.substring(equals + 1), StandardCharsets.UTF_8).replace("%2F", "/");
        }).reduce((one, other) -> one + "&" + other).orElse("");
    }
}
