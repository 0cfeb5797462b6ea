package dev.habittracker.habitapi.web;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.SharedStack;
import dev.habittracker.devstack.junit.StackSlice;

import static dev.habittracker.habitapi.web.Client.PASSWORD;
import static dev.habittracker.habitapi.web.Client.credentials;
import static dev.habittracker.habitapi.web.Client.newUsername;
import static org.assertj.core.api.Assertions.assertThat;

/// A service that was started while there is no ring to be read: nobody has created one.
@DevStack({Part.POSTGRES, Part.VAULT})
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class KeysAwayIT {

    /// Header and claims as the service makes them, with an `exp` in the year 2100; the signature is anything.
    private static final String TOKEN = "eyJhbGciOiJIUzI1NiIsImtpZCI6IjE3OTU1MDAwMDAuMS5BQUFBQUEifQ"
            + ".eyJzdWIiOiIwMDAwMDAwMC0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwMDEiLCJleHAiOjQxMDI0NDQ4MDB9.AAAA";

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void stack(DynamicPropertyRegistry properties) {
        StackSlice slice = SharedStack.slice(KeysAwayIT.class);
        properties.add("spring.datasource.url", () -> slice.jdbcUrl("habit_api"));
        new VaultRing(slice).addTo(properties);
    }

    @Test
    void health_withoutARing_isAliveAndNotReady() {
        assertThat(nobody().get("/actuator/health/liveness").status()).isEqualTo(200);
        Answer readiness = nobody().get("/actuator/health/readiness");
        assertThat(readiness.status()).isEqualTo(503);
        assertThat(readiness.json().at("/components/keyring/status").asString()).isEqualTo("OUT_OF_SERVICE");
        assertThat(readiness.json().at("/components/db/status").asString()).isEqualTo("UP");
    }

    @Test
    void alarms_withoutARing_areRedAndSayWhy() {
        Answer alarms = nobody().get("/actuator/health/alarms");
        assertThat(alarms.status()).isEqualTo(503);
        assertThat(alarms.json().at("/components/keyringAlarms/details/problems/0").asString())
                .isEqualTo("no-ring: there is no secret for this keyring yet");
    }

    @Test
    void logIn_withRightPassword_isUnavailable() {
        String username = newUsername();
        assertThat(nobody().post("/register", credentials(username, PASSWORD)).status()).isEqualTo(201);
        assertUnavailable(nobody().post("/login", credentials(username, PASSWORD)));
    }

    @Test
    void logIn_withWrongPassword_isStillWrong() {
        assertThat(nobody().post("/login", credentials(newUsername(), PASSWORD)).status()).isEqualTo(401);
    }

    @Test
    void token_thatMayBeGood_isUnavailableAndNeverRefused() {
        assertUnavailable(nobody().with(TOKEN).get("/habits"));
    }

    @Test
    void token_thatCannotBeGood_isRefused() {
        assertThat(nobody().with("garbage").get("/habits").status()).isEqualTo(401);
    }

    @Test
    void jwks_withoutARing_isUnavailableAndNotEmpty() {
        assertUnavailable(nobody().get("/.well-known/jwks.json"));
    }

    private Client nobody() {
        return Client.of(port);
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        int retryAfter = Integer.parseInt(answer.header("Retry-After"));
        assertThat(retryAfter).isPositive();
        assertThat(answer.detail())
                .isEqualTo("The signing keys are not at hand at this moment. Try again in %d s.".formatted(retryAfter));
    }
}
