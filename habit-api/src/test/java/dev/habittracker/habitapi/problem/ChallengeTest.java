package dev.habittracker.habitapi.problem;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChallengeTest {

    @Test
    void refused_reason_isInTheFormOfRfc6750() {
        assertThat(Challenge.refused("invalid_token", "the token has expired")).isEqualTo(
                "Bearer realm=\"habit-api\", error=\"invalid_token\", error_description=\"the token has expired\"");
    }

    @Test
    void refused_reasonWithWhatTheHeaderCannotHold_isReplaced() {
        assertThat(Challenge.refused("invalid_token", "no \"kid\"\\\r\nX-Injected: ä"))
                .endsWith("error_description=\"no 'kid''''X-Injected: '\"");
    }
}
