package dev.habittracker.rotator;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.habittracker.devstack.junit.AppRole;
import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.devstack.vault.Role;
import dev.habittracker.rotator.known.EventTail;
import dev.habittracker.rotator.reconcile.EventTopic;

import static org.assertj.core.api.Assertions.assertThat;

@DevStack
class RotatorIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext rotator;
    private static StackSlice slice;
    private static String operator;
    private static String scheduler;

    @BeforeAll
    static void startRotator(StackSlice injected, @TempDir Path folder) throws Exception {
        slice = injected;
        AppRole role = slice.appRole(Role.ROTATOR);
        Path secretId = Files.writeString(folder.resolve("secret-id"), role.secretId());
        rotator = SpringApplication.run(RotatorApplication.class, List.of("server.port=0",
                "spring.datasource.url=" + slice.jdbcUrl("rotator"), "spring.datasource.username=postgres",
                "keyring.vault.address=" + slice.vaultAddress(), "keyring.vault.mount=" + slice.mount(),
                "keyring.vault.path=" + slice.path(), "keyring.vault.role-id=" + role.roleId(),
                "keyring.vault.secret-id-file=" + secretId,
                "keyring.kafka.bootstrap-servers=" + slice.bootstrapServers(),
                "keyring.kafka.topic-prefix=" + slice.topicPrefix(), "keyring.member.status-interval=300ms",
                "keyring.max-token-lifetime=2s", "keyring.signing-lease=2s", "keyring.timing.poll=500ms",
                "keyring.timing.lag=100ms", "keyring.timing.clock-error=500ms", "keyring.timing.write-budget=2s",
                "rotator.keyrings[0].name=habit-tracker", "rotator.keyrings[0].cron=on-request").stream()
                .map(property -> "--" + property).toArray(String[]::new));
        operator = slice.operatorToken();
        scheduler = slice.schedulerToken();
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> get("").body().has("version"));
    }

    @AfterAll
    static void stopRotator() {
        rotator.close();
    }

    @Test
    void rotate_isCarriedOutOnce_andToldInTopicHistoryAndHttp() {
        String before = get("").body().path("next").asString();
        Answer accepted = post("rotate", "one-key", operator, "{\"reason\": \"a test\"}");
        Answer again = post("rotate", "one-key", operator, "{\"reason\": \"a test\"}");
        assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
        assertThat(again.body().path("id")).isEqualTo(accepted.body().path("id"));

        String request = "/requests/" + accepted.body().path("id").asString();
        Awaitility.await().atMost(Duration.ofSeconds(30))
                .until(() -> get(request).body().path("state").asString().equals("done"));
        String position = get(request).body().path("result").asString();
        assertThat(get("").body().path("active").asString()).isEqualTo(before);
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            JsonNode rotation = get("/rotations/" + position).body();
            assertThat(rotation.path("event").asString()).isEqualTo("key-rotated");
            assertThat(rotation.path("reason").asString()).contains("a test");
            assertThat(rotation.path("published").isString()).isTrue();
            assertThat(rotation.path("members").size()).isPositive();
            assertThat(rotation.path("steps").size()).isPositive();
        });
        EventTail tail = rotator.getBean(EventTopic.class).tail("habit-tracker");
        assertThat(tail.events().stream().map(event -> event.type().wireName())
                .filter(name -> name.equals("key-rotated"))).hasSize(1);
        assertThat(tail.events().stream().map(event -> event.header().version())).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void command_withoutAGoodToken_isRefused() {
        assertThat(post("rotate", "no-token", "not-a-token", "").status()).isEqualTo(401);
        assertThat(post("revoke-all", "no-right", scheduler, "").status()).isEqualTo(403);
    }

    @Test
    void command_thatIsMalformed_isToldWhatToChange() {
        assertThat(post("revoke", "bad-1", operator, "{").body().path("detail").asString())
                .contains("not a JSON object");
        assertThat(post("revoke", "bad-2", operator, "{}").body().path("detail").asString()).contains("\"kid\"");
        assertThat(post("rotate", "bad-3", operator, "{\"reason\": \"" + "x".repeat(20_000) + "\"}").status())
                .isEqualTo(413);
        Answer outdated = post("roll-back", "bad-4", operator,
                "{\"kid\": \"1.1.abcdef\", \"epoch\": 1, \"version\": 1}");
        assertThat(outdated.status()).isEqualTo(409);
        assertThat(outdated.body().path("detail").asString()).contains("look at it again");
    }

    @Test
    void keyring_thatIsUnknown_isNotFound() {
        Answer answer = send(request("/keyrings/other").header("X-Vault-Token", operator).GET());
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().path("detail").asString()).contains("keeps the keyring habit-tracker only");
    }

    private record Answer(int status, JsonNode body) {}

    private static Answer get(String path) {
        return send(request("/keyrings/habit-tracker" + path).header("X-Vault-Token", operator).GET());
    }

    private static Answer post(String operation, String key, String token, String body) {
        return send(request("/keyrings/habit-tracker/" + operation).header("X-Vault-Token", token)
                .header("Idempotency-Key", key).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String path) {
        String port = rotator.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
