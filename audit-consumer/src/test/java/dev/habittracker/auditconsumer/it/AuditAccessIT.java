package dev.habittracker.auditconsumer.it;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.habittracker.auditconsumer.it.AuditApi.Answer;
import dev.habittracker.devstack.junit.SharedStack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who may ask: decided by Vault's policies, asked with the caller's own token. */
class AuditAccessIT extends AuditService {

    private static final String QUESTION = "/audit/key-reads?path=sys/mounts";

    @Test
    void question_withoutAToken_is401AndSaysWhichHeaderToSet() {
        Answer answer = nobody().get(QUESTION);

        assertProblem(answer, 401, "token-missing");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.detail()).contains("X-Vault-Token");
    }

    @Test
    void question_withWhatCannotBeAToken_is401() {
        assertProblem(nobody().with("two words").get(QUESTION), 401, "token-missing");
        assertProblem(nobody().send(nobody().request(QUESTION).header("Authorization", "Basic YTpi")), 401,
                "token-missing");
    }

    @Test
    void question_withATokenThatVaultDoesNotKnow_is403AndTheTokenIsNotRepeated() {
        Answer answer = nobody().with("hvs.nobody-has-this-token").get(QUESTION);

        assertProblem(answer, 403, "not-allowed");
        assertThat(answer.detail()).contains("Vault does not accept the token");
        assertThat(answer.body()).doesNotContain("hvs.nobody-has-this-token");
    }

    @Test
    void question_withATokenWhosePoliciesDoNotGrantIt_is403AndNamesWhatIsMissing() {
        Answer answer = nobody().with(slice().schedulerToken()).get(QUESTION);

        assertProblem(answer, 403, "not-allowed");
        assertThat(answer.detail()).contains("'read' on audit-queries/key-reads");
    }

    @ParameterizedTest
    @ValueSource(strings = {"records", "records/x", "records/x/raw", "export", "unanswered", "secrets", "access",
            "facts",
            "coverage", "verify"})
    void everyQuestion_isRefusedToWhoeverMayNotAskIt(String question) {
        assertProblem(nobody().get("/audit/" + question), 401, "token-missing");
        assertProblem(nobody().with(slice().schedulerToken()).get("/audit/" + question), 403, "not-allowed");
    }

    @Test
    void question_withAnAuditorsToken_isAnsweredInEitherHeader() {
        String token = slice().auditorToken();
        await().atMost(PATIENCE).until(() -> nobody().with(token).get(QUESTION).status() == 200);

        assertThat(nobody().send(nobody().request(QUESTION).header("Authorization", "bearer " + token)).status())
                .isEqualTo(200);
    }

    @Test
    void question_whoseAskerMayNotAsk_isRefusedBeforeItsParametersAreLookedAt() {
        assertProblem(nobody().get("/audit/key-reads?limit=abc"), 401, "token-missing");
    }

    @Test
    void question_whileVaultIsSilent_is503AndSaysWhenToComeBack(SharedStack stack) {
        AuditApi auditor = auditor();
        stack.localVault().suspend();
        Answer answer;
        try {
            answer = auditor.get(QUESTION);
        } finally {
            stack.localVault().resume();
        }

        assertProblem(answer, 503, "vault-unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.detail()).contains("Vault does not answer");
    }

    @Test
    void question_whileVaultIsSealed_is503(SharedStack stack) {
        AuditApi auditor = auditor();
        stack.localVault().seal();
        Answer answer;
        try {
            answer = auditor.get(QUESTION);
        } finally {
            stack.localVault().unseal();
        }

        assertProblem(answer, 503, "vault-unavailable");
        assertThat(answer.detail()).contains("Vault answered 503");
    }

    private static void assertProblem(Answer answer, int status, String type) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().required("type").asString()).isEqualTo("urn:habit-tracker:problem:" + type);
        assertThat(answer.body()).doesNotContain("Exception", "\tat ");
    }
}
