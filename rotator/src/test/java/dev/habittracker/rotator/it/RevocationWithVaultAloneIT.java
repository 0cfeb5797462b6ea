package dev.habittracker.rotator.it;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.JsonNode;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.SharedStack;
import dev.habittracker.devstack.junit.StackSlice;

import static org.assertj.core.api.Assertions.assertThat;

@DevStack
class RevocationWithVaultAloneIT {

    private static SharedStack stack;
    private static RotatorNode node;
    private static OperatorApi operator;

    @BeforeAll
    static void start(SharedStack servers, StackSlice slice) {
        stack = servers;
        node = RotatorNode.start(slice).withRing();
        operator = node.api();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @AfterEach
    void bringBack() {
        if (!stack.localKafka().process().isAlive()) {
            stack.localKafka().restart();
        }
        if (!stack.postgres().isAlive()) {
            stack.postgres().restart();
        }
    }

    @Test
    void revoke_withoutDatabaseAndKafka_isDoneAtOnce_toldWhenKafkaIsBack_andFiledWhenTheDatabaseIs() {
        JsonNode before = operator.state();
        stack.postgres().kill();
        stack.localKafka().kill();

        String body = "{\"active\": true, \"epoch\": %d, \"version\": %d, \"reason\": \"leaked\"}"
                .formatted(before.path("epoch").asLong(), before.path("version").asLong());
        OperatorApi.Answer answer = operator.post("revoke", "the-leak", body);

        String position = before.path("epoch").asLong() + "." + (before.path("version").asLong() + 1);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        assertThat(answer.body().path("state").asString()).isEqualTo("done");
        assertThat(answer.body().path("result").asString()).isEqualTo(position);
        assertThat(answer.body().path("event_acknowledged").asBoolean(true)).isFalse();
        assertThat(answer.body().path("members_unknown").asString()).contains("Kafka");
        JsonNode after = operator.state();
        assertThat(after.path("active")).isEqualTo(before.path("next"));
        assertThat(after.path("keys").toString()).doesNotContain(before.path("active").asString());

        OperatorApi.Answer again = operator.post("revoke", "the-leak", body);
        assertThat(again.body().path("result").asString()).isEqualTo(position);
        String request = "/requests/" + answer.body().path("id").asString();
        assertThat(operator.get(request).body().path("state").asString()).isEqualTo("done");
        assertThat(operator.state().path("version").asLong()).isEqualTo(before.path("version").asLong() + 1);

        stack.localKafka().restart();
        Awaitility.await("event acknowledged while the database is away").atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> operator.get(request).body().path("event_acknowledged").asBoolean());

        stack.postgres().restart();
        Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            JsonNode rotation = operator.get("/rotations/" + position).body();
            assertThat(rotation.path("event").asString()).isEqualTo("key-revoked");
            assertThat(rotation.path("reason").asString()).contains("leaked");
            assertThat(rotation.path("request_id")).isEqualTo(answer.body().path("id"));
            assertThat(rotation.has("published")).isTrue();
            assertThat(operator.get(request).body().path("event_acknowledged").asBoolean()).isTrue();
            assertThat(node.context().getBean(JdbcClient.class).sql("select state from request where id = ?")
                    .param(answer.body().path("id").asString()).query(String.class).optional()).contains("done");
        });
    }

    @Test
    void revokeAll_withASilentDatabaseAndSilentKafka_isDoneAtOnce() {
        JsonNode before = operator.state();
        stack.postgres().suspend();
        stack.localKafka().suspend();
        try {
            OperatorApi.Answer answer = operator.post("revoke-all", "all-of-them", "");

            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
            assertThat(answer.body().path("state").asString()).isEqualTo("done");
            assertThat(answer.body().path("event_acknowledged").asBoolean(true)).isFalse();
            assertThat(operator.state().path("version").asLong()).isEqualTo(before.path("version").asLong() + 1);
        } finally {
            stack.localKafka().resume();
            stack.postgres().resume();
        }
        String id = operator.post("revoke-all", "all-of-them", "").body().path("id").asString();
        Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(500))
                .until(() -> operator.get("/requests/" + id).body().path("event_acknowledged").asBoolean());
    }

    @Test
    void revoke_withEverythingUp_saysThatItsEventIsAcknowledgedAndWhoAsked() {
        JsonNode before = operator.state();

        OperatorApi.Answer answer = operator.post("revoke", "by-kid",
                "{\"kid\": \"" + before.path("next").asString() + "\"}");

        assertThat(answer.body().path("state").asString()).as("%s", answer.body()).isEqualTo("done");
        assertThat(answer.body().path("event_acknowledged").asBoolean()).isTrue();
        assertThat(answer.body().path("members_without_vault").isArray()).isTrue();
        assertThat(answer.body().path("by").asString()).startsWith("token");
    }

    @Test
    void rotate_withoutDatabase_isRefusedWithWhatToDo() {
        stack.postgres().kill();

        OperatorApi.Answer answer = operator.post("rotate", "no-database", "");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.detail()).contains("database");
    }
}
