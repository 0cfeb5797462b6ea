package dev.habittracker.habitapi.web;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.habittracker.devstack.junit.SharedStack;

import static dev.habittracker.habitapi.web.Client.credentials;
import static org.assertj.core.api.Assertions.assertThat;

class DatabaseAwayIT extends RunningApi {

    @Test
    void requests_whileTheDatabaseIsAway_areAnswered503AndThenServedAgain(SharedStack stack) {
        Client ada = newUser();
        stack.postgres().kill();
        try {
            assertUnavailable(ada.get("/habits"));
            assertUnavailable(nobody().post("/login", credentials("ada", Client.PASSWORD)));
            assertThat(nobody().get("/actuator/health/liveness").status()).isEqualTo(200);
            Answer readiness = nobody().get("/actuator/health/readiness");
            assertThat(readiness.status()).isEqualTo(503);
            assertThat(readiness.json().at("/components/db/status").asString()).isEqualTo("DOWN");
        } finally {
            stack.postgres().restart();
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(ada.get("/habits").status()).isEqualTo(200);
            assertThat(nobody().get("/actuator/health/readiness").status()).isEqualTo(200);
        });
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.detail())
                .isEqualTo("The database is out of reach at the moment: repeat the request after Retry-After.");
    }
}
