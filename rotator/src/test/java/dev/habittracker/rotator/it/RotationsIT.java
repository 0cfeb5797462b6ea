package dev.habittracker.rotator.it;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.nimbusds.jwt.JWTClaimsSet;

import tools.jackson.databind.JsonNode;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.keyring.Keyring;
import dev.habittracker.keyring.jwt.SignedToken;
import dev.habittracker.keyring.ring.SigningAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

/** Whole rotations, with a service that signs and verifies all the while. */
@DevStack
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RotationsIT {

    private static final JWTClaimsSet ANNA = new JWTClaimsSet.Builder().subject("anna").build();

    private static StackSlice slice;
    private static RotatorNode node;
    private static OperatorApi operator;
    private static Keyring service;

    @BeforeAll
    static void start(StackSlice injected) {
        slice = injected;
        node = RotatorNode
                .start(slice, "rotator.keyrings[0].cron=every 12h", "keyring.max-token-lifetime=5s").withRing();
        operator = node.api();
        service = Members.ready(slice);
    }

    @AfterAll
    static void stop() {
        service.close();
        node.close();
    }

    @Test
    @Order(1)
    void policy_fromSymmetricToPublicKey_isRefusedWithoutTheFlag() {
        JsonNode refused = operator.command("policy", "{\"algorithm\": \"ES256\"}");

        assertThat(refused.path("state").asString()).isEqualTo("refused");
        assertThat(refused.path("reason").asString()).contains("HS256 to ES256").contains("plain clients")
                .contains("allow_kind_change");
        assertThat(operator.state().path("policy").path("algorithm").asString()).isEqualTo("HS256");
    }

    @Test
    @Order(2)
    void policy_thatWouldMakeThePlanUnsafe_isRefusedWithTheArithmetic() {
        JsonNode refused = operator.command("policy", "{\"max_token_lifetime\": \"PT12H\"}");

        assertThat(refused.path("state").asString()).isEqualTo("refused");
        // lease 1 s + L 12 h + 2S 0.2 s + W 1 s + lag 0 s, and 4S
        assertThat(refused.path("reason").asString()).contains("43,200 s", "43,202.2 s", "43,202.6 s");
        assertThat(operator.state().path("policy").path("max_token_lifetime").asString()).isEqualTo("PT5S");
    }

    @ParameterizedTest
    @Order(3)
    @EnumSource(SigningAlgorithm.class)
    void rotate_underEachAlgorithm_losesNoToken(SigningAlgorithm algorithm) {
        JsonNode policy = operator.command("policy",
                "{\"algorithm\": \"" + algorithm.jwtName() + "\", \"allow_kind_change\": true}");
        assertThat(policy.path("state").asString()).as("%s", policy).isEqualTo("done");

        Awaitility.await("NEXT of the new algorithm").atMost(Duration.ofSeconds(10))
                .until(() -> algorithmOfNext().equals(algorithm.jwtName()));

        // the first one makes a key of the algorithm ACTIVE, the second replaces it by another of its kind
        rotate(algorithm);
        rotate(algorithm);
    }

    @Test
    @Order(4)
    void rollBack_withAMemberThatDoesNotReachVault_namesIt() throws Exception {
        // the former key has to be there for long enough to come back
        JsonNode longer = operator.command("policy", "{\"signing_lease\": \"PT30S\"}");
        assertThat(longer.path("state").asString()).as("%s", longer).isEqualTo("done");
        assertThat(operator.state().path("policy_note").asString()).contains("\"signing_lease\":\"PT1S\"");
        SignedToken before = service.signer().sign(ANNA);
        JsonNode rotated = operator.command("rotate", "{}");
        assertThat(rotated.path("state").asString()).as("%s", rotated).isEqualTo("done");
        Awaitility.await("keys of earlier rotations are retired, which would be newer rings than the one looked at")
                .atMost(Duration.ofSeconds(20)).until(() -> operator.state().path("keys").size() == 3);
        try (Keyring cutOff = Members.withoutVault(slice, "cut-off-service")) {
            Awaitility.await().atMost(Duration.ofSeconds(20))
                    .until(() -> operator.get("/members").body().toString().contains("cut-off-service"));
            assertThat(cutOff.ready()).isFalse();
            JsonNode ring = operator.state();
            String former = before.kid() == null ? "" : before.kid().toString();
            OperatorApi.Answer answer = operator.post("roll-back", UUID.randomUUID().toString(),
                    "{\"kid\": \"%s\", \"epoch\": %d, \"version\": %d}".formatted(former,
                            ring.path("epoch").asLong(), ring.path("version").asLong()));

            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
            assertThat(answer.body().path("members_without_vault").toString()).contains("(cut-off-service)")
                    .doesNotContain("(habit-api)");
            JsonNode ended = operator.ended(answer.body().path("id").asString());
            assertThat(ended.path("state").asString()).as("%s", ended).isEqualTo("done");
            assertThat(ended.path("members_without_vault").toString()).contains("(cut-off-service)");
            assertThat(operator.state().path("active").asString()).isEqualTo(former);
            assertThat(operator.state().has("hold")).isTrue();
        }
    }

    private static void rotate(SigningAlgorithm algorithm) {
        String next = operator.state().path("next").asString();
        // not in the common pool, which has one thread on two cores and which Vault's client needs
        CompletableFuture<JsonNode> done = CompletableFuture
                .supplyAsync(() -> operator.command("rotate", "{\"reason\": \"a test\"}"), Thread::startVirtualThread);
        AtomicReference<@Nullable SignedToken> former = new AtomicReference<>();
        SignedToken fresh = Awaitility.await("tokens signed by " + next).atMost(Duration.ofSeconds(40))
                .pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20))
                .until(RotationsIT::signed, token -> {
                    if (!next.equals(String.valueOf(token.kid()))) {
                        former.set(token);
                    }
                    return next.equals(String.valueOf(token.kid()));
                });
        SignedToken old = Objects.requireNonNull(former.get(), "a token of the former key");

        assertThat(service.verifier().verify(old.value()).claims().getSubject())
                .as("the last token of the former key").isEqualTo("anna");
        assertThat(service.verifier().verify(fresh.value()).claims().getSubject()).isEqualTo("anna");
        assertThat(fresh.header().getAlgorithm()).isEqualTo(algorithm.jws());
        JsonNode state = operator.state();
        assertThat(state.path("active").asString()).isEqualTo(next);
        assertThat(state.path("keys").valueStream()
                .filter(key -> key.path("kid").asString().equals(String.valueOf(old.kid())))
                .map(key -> Instant.parse(key.path("exp").asString())))
                .as("when the former key ends, which outlives the tokens that it signed").hasSize(1)
                .allMatch(exp -> exp.isAfter(old.expires()));
        assertThat(done.join().path("state").asString()).as("%s", done.join()).isEqualTo("done");
    }

    private static SignedToken signed() {
        return service.signer().sign(ANNA);
    }

    private static String algorithmOfNext() {
        JsonNode state = operator.state();
        return state.path("keys").valueStream().filter(key -> key.path("kid").equals(state.path("next"))).findFirst()
                .orElseThrow().path("algorithm").asString();
    }
}
