package dev.habittracker.devstack.load;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutcomeTest {

    @Test
    void success_isServed() {
        assertThat(Outcome.of(201, false, "")).isEqualTo(new Outcome.Served(201));
    }

    @Test
    void unauthorized_withATokenOfARevokedKey_isRight() {
        assertThat(Outcome.of(401, true, "")).isEqualTo(new Outcome.RefusedAsRevoked());
    }

    @Test
    void unauthorized_withAnyOtherToken_isAFailure() {
        assertThat(Outcome.of(401, false, "unknown key")).isEqualTo(new Outcome.Failed("401: unknown key"));
    }

    @Test
    void unavailable_isAFailure_evenWithATokenOfARevokedKey() {
        assertThat(Outcome.of(503, true, "no key to sign with"))
                .isEqualTo(new Outcome.Failed("503: no key to sign with"));
    }
}
