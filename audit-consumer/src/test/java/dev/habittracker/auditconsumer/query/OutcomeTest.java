package dev.habittracker.auditconsumer.query;

import org.junit.jupiter.api.Test;

import dev.habittracker.auditconsumer.query.Outcome.Response;

import static org.assertj.core.api.Assertions.assertThat;

class OutcomeTest {

    @Test
    void of_noResponse_mayHaveBeenCarriedOut() {
        assertThat(Outcome.of(null)).isEqualTo(Outcome.UNANSWERED);
    }

    @Test
    void of_errorOfPoliciesOrOfTheToken_isDenied() {
        assertThat(Outcome.of(new Response(true, "1 error occurred:\n\t* permission denied\n\n", null, false, false)))
                .isEqualTo(Outcome.DENIED);
        assertThat(Outcome.of(new Response(true, "something new", false, false, false))).isEqualTo(Outcome.DENIED);
    }

    @Test
    void of_anotherError_isFailed() {
        assertThat(Outcome.of(new Response(true, "internal error", true, false, false))).isEqualTo(Outcome.FAILED);
    }

    @Test
    void of_damagedResponse_isUnknown() {
        assertThat(Outcome.of(new Response(false, null, true, false, false))).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void of_responseWithoutError_dependsOnWhatWasHandedOut() {
        assertThat(Outcome.of(new Response(true, null, true, false, true))).isEqualTo(Outcome.READ);
        assertThat(Outcome.of(new Response(true, null, true, false, false))).isEqualTo(Outcome.NOT_FOUND);
        assertThat(Outcome.of(new Response(true, null, true, true, false))).isEqualTo(Outcome.WRAPPED);
    }
}
