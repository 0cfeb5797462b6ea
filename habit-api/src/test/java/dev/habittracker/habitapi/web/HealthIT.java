package dev.habittracker.habitapi.web;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HealthIT extends RunningApi {

    @Test
    void liveness_runningService_isUpAndLooksAtNothingOutside() {
        Answer answer = nobody().get("/actuator/health/liveness");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("UP");
        assertThat(answer.json().has("components")).isFalse();
    }

    @Test
    void readiness_everythingInReach_isUpAndNamesItsParts() {
        Answer answer = nobody().get("/actuator/health/readiness");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().required("components").propertyNames()).containsExactlyInAnyOrder("readinessState",
                "keyring", "db");
    }

    @Test
    void alarms_nothingToComplainOf_isUpAndTellsTheClocksOffset() {
        Answer answer = nobody().get("/actuator/health/alarms");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/components/keyringAlarms/details").propertyNames())
                .containsExactly("clockOffset");
    }

    @Test
    void actuator_otherEndpoints_areNotThere() {
        assertThat(newUser().get("/actuator/env").status()).isEqualTo(404);
        assertThat(newUser().get("/actuator/prometheus").status()).isEqualTo(404);
    }
}
