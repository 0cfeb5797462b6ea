package dev.habittracker.rotator.it;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Status;

import tools.jackson.databind.JsonNode;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.SharedStack;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.rotator.health.KeyringHealth;
import dev.habittracker.rotator.known.EventTail;
import dev.habittracker.rotator.reconcile.EventTopic;

import static org.assertj.core.api.Assertions.assertThat;

@DevStack
class OperatorApiIT {

    private static SharedStack stack;
    private static StackSlice slice;
    private static RotatorNode node;
    private static OperatorApi operator;

    @BeforeAll
    static void start(SharedStack servers, StackSlice injected) {
        stack = servers;
        slice = injected;
        node = RotatorNode.start(slice).withRing();
        operator = node.api();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void rotate_isCarriedOutOnce_andToldInTopicHistoryAndHttp() {
        String next = operator.state().path("next").asString();
        OperatorApi.Answer accepted = operator.post("rotate", "one-key", "{\"reason\": \"a test\"}");
        OperatorApi.Answer again = operator.post("rotate", "one-key", "{\"reason\": \"a test\"}");
        assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
        String id = accepted.body().path("id").asString();
        assertThat(accepted.response().headers().firstValue("Location"))
                .contains("/keyrings/habit-tracker/requests/" + id);
        assertThat(again.body().path("id").asString()).isEqualTo(id);

        String position = operator.ended(id).path("result").asString();
        assertThat(operator.state().path("active").asString()).isEqualTo(next);
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            JsonNode rotation = operator.get("/rotations/" + position).body();
            assertThat(rotation.path("event").asString()).isEqualTo("key-rotated");
            assertThat(rotation.path("reason").asString()).contains("a test");
            assertThat(rotation.path("by").asString()).isEqualTo("token-operator");
            assertThat(rotation.path("published").isString()).isTrue();
            assertThat(rotation.path("members").size()).isPositive();
            assertThat(rotation.path("steps").size()).isPositive();
        });
        EventTail tail = node.context().getBean(EventTopic.class).tail(RotatorNode.KEYRING);
        assertThat(tail.events()).extracting(event -> event.header().version()).isSorted().doesNotHaveDuplicates();
        assertThat(tail.events()).filteredOn(event -> id.equals(event.header().requestId())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
            "revoke     | {                                        | the body is not a JSON object: send one, or nothing",
            "revoke     | [1]                                      | the body is not a JSON object: send one, or nothing",
            "revoke     | {\"active\": true, \"active\": false}    | the body is not a JSON object: send one, or nothing",
            "revoke     | {}                                       | \"kid\" is missing: give the kid of the key as text",
            "revoke     | {\"kid\": \"../x\"}                      | \"kid\" is no kid of this keyring: take it from its state",
            "revoke     | {\"activ\": true}                        | there is no field \"activ\" here: remove it; what there is: reason, active, epoch, kid, version",
            "revoke     | {\"active\": 1}                          | \"active\" must be true or false",
            "revoke     | {\"active\": true}                       | \"epoch\" and \"version\" are missing: give those of the ring that you were looking at",
            "revoke     | {\"active\": true, \"kid\": \"1.1.abcdef\"} | \"kid\" and \"active\" exclude each other",
            "rotate     | {\"kid\": \"1.1.abcdef\"}                | there is no field \"kid\" here: remove it; what there is: reason",
            "rotate     | {\"reason\": 7}                          | \"reason\" must be text of at most 500 characters",
            "accept     | {\"revoke\": \"1.1.abcdef\"}             | \"revoke\" must be a list of kids",
            "policy     | {}                                       | nothing is to change: give at least one of algorithm, max_token_lifetime",
            "policy     | {\"algorithm\": \"none\"}                | \"algorithm\" must be one of HS256, ES256, EdDSA, RS256",
            "policy     | {\"signing_lease\": \"an hour\"}         | \"signing_lease\" must be a duration in ISO 8601, such as PT15M"})
    void command_thatCannotBeUnderstood_isToldWhatToChange(String operation, String body, String message) {
        OperatorApi.Answer answer = operator.post(operation, UUID.randomUUID().toString(), body);

        assertThat(answer.status()).isEqualTo(400);
        assertProblem(answer, message);
    }

    @Test
    void command_onAnOutdatedView_isAConflict() {
        OperatorApi.Answer answer = operator.post("roll-back", "outdated",
                "{\"kid\": \"1.1.abcdef\", \"epoch\": 1, \"version\": 1}");

        assertThat(answer.status()).isEqualTo(409);
        assertProblem(answer, "look at it again and repeat the command");
    }

    @Test
    void command_withoutIdempotencyKey_isToldToSendOne() {
        OperatorApi.Answer answer = OperatorApi
                .send(operator.request("/rotate").POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(400);
        assertProblem(answer, "send a header Idempotency-Key of 1 to 200 characters, the same for a retry");
    }

    @Test
    void command_withTheKeyOfAnother_isRefused() {
        operator.post("resume", "taken", "");

        OperatorApi.Answer answer = operator.post("restore", "taken", "");

        assertThat(answer.status()).isEqualTo(422);
        assertProblem(answer, "stands for another request: use a fresh one");
    }

    @Test
    void command_withoutAGoodToken_isUnauthorized() {
        OperatorApi.Answer wrong = node.api("not-a-token").post("rotate", "wrong", "");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.response().headers().firstValue("WWW-Authenticate")).isPresent();
        assertProblem(wrong, "Vault does not accept the token: log in to Vault again and show the new one");

        OperatorApi.Answer none = OperatorApi.send(HttpRequest.newBuilder(uri("/keyrings/habit-tracker")).GET());
        assertThat(none.status()).isEqualTo(401);
        assertProblem(none, "show a Vault token in the header X-Vault-Token, or as Authorization: Bearer");
    }

    @Test
    void command_withoutPermission_isForbiddenAndSaysWhichPathToGrant() {
        OperatorApi.Answer answer = node.api(slice.schedulerToken()).post("revoke-all", "no-right", "");

        assertThat(answer.status()).isEqualTo(403);
        assertProblem(answer, "do not grant update on keyring-operations/habit-tracker/revoke-all");
    }

    @Test
    void command_byATokenThatMayNotSayWhoItIs_isByAnOperator() {
        // may ask what it may do, and nothing else of the policy `default`
        slice.vaultClient().put("sys/policies/acl/nameless-" + slice.mount(), Map.of("policy",
                "path \"sys/capabilities-self\" { capabilities = [\"update\"] }\n"
                        + "path \"keyring-operations/habit-tracker/*\" { capabilities = [\"update\", \"read\"] }"));
        String nameless = slice.vaultClient().post("auth/token/create-orphan", Map.of("policies",
                new String[]{"nameless-" + slice.mount()}, "no_default_policy", true)).path("auth")
                .path("client_token").asString();

        OperatorApi.Answer answer = node.api(nameless).post("forget", "nameless", "");

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        assertThat(answer.body().path("by").asString()).isEqualTo("operator");
        assertThat(answer.body().toString()).doesNotContain(nameless);
    }

    @Test
    void path_thatIsUnknown_isNotFoundAndSaysWhatThereIs() {
        OperatorApi.Answer keyring = OperatorApi
                .send(HttpRequest.newBuilder(uri("/keyrings/other")).header("X-Vault-Token", "any").GET());
        assertThat(keyring.status()).isEqualTo(404);
        assertProblem(keyring, "this rotator keeps the keyring habit-tracker only: put its name into the path");

        OperatorApi.Answer operation = operator.post("destroy", "unknown", "");
        assertThat(operation.status()).isEqualTo(404);
        assertProblem(operation, "there is nothing at this path. Commands are POST /keyrings/{name}/ with rotate");

        OperatorApi.Answer method = operator.get("/rotate");
        assertThat(method.status()).isEqualTo(405);
        assertProblem(method, "commands are given with POST");

        OperatorApi.Answer request = operator.get("/requests/none");
        assertThat(request.status()).isEqualTo(404);
        assertProblem(request, "has no request none: its id is the last part of the Location");
    }

    @Test
    void rotations_withABadLimit_areToldWhatToChange() {
        assertProblem(operator.get("/rotations?limit=0"), "limit must be between 1 and 200, not 0");
        assertProblem(operator.get("/rotations?limit=ten"), "limit must be a whole number");
        assertProblem(operator.get("/rotations?before=now"), "a rotation's id is <epoch>.<version>");
    }

    @Test
    void body_thatIsTooLarge_isRefusedBeforeItWasSent() throws IOException {
        String head = "POST /keyrings/habit-tracker/rotate HTTP/1.1\r\nHost: it\r\nX-Vault-Token: "
                + slice.operatorToken() + "\r\nIdempotency-Key: large\r\nContent-Type: application/json\r\n";
        assertThat(answerTo(head + "Content-Length: 1000000\r\n\r\n{")).startsWith("HTTP/1.1 413 ")
                .contains("the body has more than 16384 bytes: a command needs a few fields only");
        // more than the limit and less than what was announced by nobody: the end never comes
        assertThat(answerTo(head + "Transfer-Encoding: chunked\r\n\r\n5000\r\n" + " ".repeat(0x5000) + "\r\n"))
                .startsWith("HTTP/1.1 413 ").contains("the body has more than 16384 bytes");
    }

    @Test
    void restore_afterASoftDelete_bringsTheRingBack() {
        JsonNode before = operator.state();
        slice.vaultClient().delete(slice.mount() + "/data/" + slice.path());
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                operator.state().path("problems").toString()).contains("deleted; `restore` brings it back"));

        JsonNode restored = operator.command("restore", "{\"reason\": \"a mistake\"}");

        assertThat(restored.path("state").asString()).as("%s", restored).isEqualTo("done");
        assertThat(operator.state().path("active")).isEqualTo(before.path("active"));
    }

    @Test
    void anything_whileVaultIsSilent_isUnavailable() {
        OperatorApi known = node.api();
        stack.localVault().suspend();
        try {
            OperatorApi.Answer answer = known.post("revoke-all", "vault-away", "");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
            assertProblem(answer, "Vault gives no answer; repeat the call when it does: POST sys/capabilities-self");
            assertThat(node.context().getBean(KeyringHealth.class).health())
                    .satisfies(health -> assertThat(health.getStatus()).isEqualTo(Status.DOWN))
                    .satisfies(health -> assertThat(health.getDetails()).containsKey("vault-away"));
        } finally {
            stack.localVault().resume();
        }
    }

    @Test
    void metrics_tellHowTheKeyringStands() {
        operator.command("rotate", "{}");

        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(metrics())
                .containsPattern("keyring_rotations_total\\{[^}]*outcome=\"written\"[^}]*} [1-9]")
                .containsPattern("keyring_rotation_age_seconds\\{keyring=\"habit-tracker\"[^}]*} [0-9]")
                .containsPattern("keyring_rotation_due_seconds\\{[^}]*} NaN")
                .containsPattern("keyring_requests_open\\{[^}]*} 0")
                .containsPattern("keyring_members\\{[^}]*state=\"live\"[^}]*} 1")
                .containsPattern("keyring_members\\{[^}]*state=\"lagging\"[^}]*} 0")
                .containsPattern("keyring_events_unpublished\\{[^}]*} 0")
                .containsPattern("keyring_reconcile_seconds_count\\{[^}]*} [1-9]")
                .containsPattern("keyring_alarm\\{alarm=\"rotation-overdue\"[^}]*} 0"));
    }

    private static String metrics() throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri("/actuator/prometheus")).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }

    private static void assertProblem(OperatorApi.Answer answer, String message) {
        assertThat(answer.response().headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body().path("type").asString()).startsWith("urn:habit-tracker:problem:");
        assertThat(answer.body().path("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.detail()).contains(message);
    }

    private static String answerTo(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", node.port())) {
            socket.setSoTimeout(5000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[4096];
            while (!answer.toString().contains("few fields only")) {
                int read = socket.getInputStream().read(buffer);
                if (read < 0) {
                    break;
                }
                answer.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }
            return answer.toString();
        }
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + node.port() + path);
    }
}
