package dev.habittracker.auditconsumer.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.habittracker.auditconsumer.it.AuditApi.Answer;
import dev.habittracker.devstack.junit.AppRole;
import dev.habittracker.devstack.vault.Role;
import dev.habittracker.devstack.vault.VaultClient;
import dev.habittracker.devstack.vault.VaultException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** From a real Vault server's audit file to the answer who read the key. */
class AuditServiceIT extends AuditService {

    private static final String SECRET = "a key that must not show up anywhere, 0123456789";

    @BeforeAll
    static void putTheKey() {
        slice().vaultClient().post(key(), Map.of("data", Map.of("jwt_secret_key", SECRET)));
    }

    @Test
    void lines_ofTheFile_areEachOnceInTopicAndTable() {
        for (int i = 0; i < 50; i++) {
            slice().vaultClient().post(slice().mount() + "/data/other", Map.of("data", Map.of("n", i)));
        }

        await().atMost(PATIENCE).untilAsserted(() -> {
            List<String> file = fileLines();
            assertThat(storedLines()).hasSizeGreaterThan(100).containsExactlyInAnyOrderElementsOf(file);
        });
        List<String> topic = Topics.read(slice().bootstrapServers(), slice().topicPrefix() + "vault.audit.records")
                .stream().map(record -> LinesOfFile.texts(List.of(record.value())).getFirst()).toList();
        assertThat(topic).containsExactlyInAnyOrderElementsOf(fileLines());
        assertThat(String.join("\n", topic)).doesNotContain(SECRET);
        assertThat(jdbc().sql("select count(*) from audit_record where state <> 'PARSED'").query(Long.class).single())
                .isZero();
    }

    @Test
    void keyReads_byAService_nameItsRoleAndTheVersionThatItGot() {
        VaultClient service = login(Role.HABIT_API);
        int before = reads("").size();
        service.get(key());

        JsonNode read = awaitReads(before + 1).getFirst();
        assertThat(read.required("role_name").asString()).isEqualTo("habit-api-" + slice().mount());
        assertThat(read.required("outcome").asString()).isEqualTo("read");
        assertThat(read.required("version").asInt()).isEqualTo(1);
        assertThat(read.required("display_name").asString()).isEqualTo("approle");
        assertThat(read.required("entity_id").asString()).isNotEmpty();
        assertThat(read.required("remote_address").asString()).startsWith("127.0.0.1");
        assertThat(read.required("accessor").asString()).startsWith("hmac-sha256:");
    }

    @Test
    void keyReads_byRoot_sayRootAndNoRole() {
        int before = reads("").size();
        slice().vaultClient().get(key());

        JsonNode read = awaitReads(before + 1).getFirst();
        assertThat(read.required("display_name").asString()).isEqualTo("root");
        assertThat(read.required("outcome").asString()).isEqualTo("read");
        assertThat(read.has("role_name")).isFalse();
    }

    @Test
    void keyReads_refusedOnes_areShownAsDeniedWithTheirErrorAndWithoutAVersion() {
        VaultClient consumer = login(Role.AUDIT_CONSUMER);
        int before = reads("").size();
        assertThatThrownBy(() -> consumer.get(key())).isInstanceOf(VaultException.class);

        JsonNode read = awaitReads(before + 1).getFirst();
        assertThat(read.required("outcome").asString()).isEqualTo("denied");
        assertThat(read.required("role_name").asString()).startsWith("audit-consumer");
        assertThat(read.required("error").asString()).contains("permission denied");
        assertThat(read.has("version")).isFalse();
    }

    @Test
    void keyReads_ofAnotherPathOrOfWrites_areNotMixedIn() {
        String other = slice().mount() + "/data/written-only";
        slice().vaultClient().post(other, Map.of("data", Map.of("a", 1)));

        await().atMost(PATIENCE).until(() -> auditor().keyReads(other, "").status() == 200);
        assertThat(auditor().keyReads(other, "").reads()).isEmpty();
    }

    @Test
    void keyReads_ofAVersionThatIsNotThere_areShownAsNotFound() {
        int before = reads("").size();
        assertThatThrownBy(() -> slice().vaultClient().get(key() + "?version=77")).isInstanceOf(VaultException.class);

        assertThat(awaitReads(before + 1).getFirst().required("outcome").asString()).isEqualTo("not-found");
    }

    @Test
    void keyReads_pageByPage_giveEachReadOnceNewestFirst() {
        int before = reads("").size();
        for (int i = 0; i < 7; i++) {
            slice().vaultClient().get(key());
        }
        List<JsonNode> all = awaitReads(before + 7);

        Set<String> ids = new HashSet<>();
        String next = "";
        do {
            Answer page = auditor().keyReads(key(), "&limit=3" + (next.isEmpty() ? "" : "&before=" + next));
            page.reads().forEach(read -> assertThat(ids.add(read.required("request_id").asString())).isTrue());
            assertThat(page.reads().size()).isLessThanOrEqualTo(3);
            next = page.json().path("next").asString("");
        } while (!next.isEmpty());
        assertThat(ids).hasSameSizeAs(all);
        assertThat(all).extracting(read -> read.required("time").asString())
                .isSortedAccordingTo(Comparator.comparing(Instant::parse).reversed());
    }

    @Test
    void keyReads_wrappedOne_nameWhoUnwrappedItAndTheVersion() {
        int before = reads("").size();
        String wrapping = wrappedRead(key());
        assertThat(awaitReads(before + 1).getFirst().required("outcome").asString()).isEqualTo("wrapped");
        assertThat(reads("").getFirst().has("unwrapped")).isFalse();

        login(Role.HABIT_API).post("sys/wrapping/unwrap", Map.of("token", wrapping));

        await().atMost(PATIENCE).until(() -> reads("").getFirst().has("unwrapped"));
        JsonNode unwrapped = reads("").getFirst().required("unwrapped");
        assertThat(unwrapped.required("role_name").asString()).startsWith("habit-api");
        assertThat(unwrapped.required("version").asInt()).isEqualTo(1);
    }

    @Test
    void keyReads_wrappedOneThatIsUnwrappedByTheTokenItself_nameFromWhere() {
        int before = reads("").size();
        String wrapping = wrappedRead(key());
        awaitReads(before + 1);

        slice().vaultClient().withToken(wrapping).post("sys/wrapping/unwrap", Map.of());

        await().atMost(PATIENCE).until(() -> reads("").getFirst().has("unwrapped"));
        assertThat(reads("").getFirst().required("unwrapped").required("remote_address").asString())
                .isEqualTo("127.0.0.1");
    }

    private static String wrappedRead(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(slice().vaultAddress() + "/v1/" + path))
                .header("X-Vault-Token", slice().rootToken()).header("X-Vault-Wrap-TTL", "60").build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return new JsonMapper().readTree(http.send(request, BodyHandlers.ofString()).body())
                    .required("wrap_info").required("token").asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<JsonNode> awaitReads(int count) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(reads("")).hasSize(count));
        return reads("");
    }

    private List<JsonNode> reads(String parameters) {
        await().atMost(PATIENCE).until(() -> auditor().keyReads(key(), "").status() == 200);
        return auditor().keyReads(key(), "&limit=1000" + parameters).reads();
    }

    private static VaultClient login(Role role) {
        AppRole login = slice().appRole(role);
        String token = slice().vaultClient().withToken(null).post("auth/approle/login",
                Map.of("role_id", login.roleId(), "secret_id", login.secretId())).path("auth").path("client_token")
                .asString();
        return slice().vaultClient().withToken(token);
    }

    private static String key() {
        return slice().mount() + "/data/" + slice().path();
    }
}
