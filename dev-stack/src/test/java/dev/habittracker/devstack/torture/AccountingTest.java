package dev.habittracker.devstack.torture;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.habittracker.devstack.load.Operation;
import dev.habittracker.devstack.load.Outcome;
import dev.habittracker.devstack.load.Sample;

import static org.assertj.core.api.Assertions.assertThat;

class AccountingTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final String KID = "1795500000.3.AAAAAA";
    private static final String API = "habit-api-1";

    private final Outages outages = new Outages();
    private final Accounting accounting = new Accounting(outages, List.of(new Revocation(KID, START)),
            Duration.ofSeconds(3), Duration.ofSeconds(5));

    @Test
    void success_isRight() {
        assertThat(accounting.objection(sample(1, "1.1.BBBBBB", new Outcome.Served(200)))).isEmpty();
    }

    @Test
    void unauthorized_isNeverExplained() {
        out(API, -1, 2);
        out(Names.VAULT, -1, 2);

        assertThat(accounting.objection(sample(1, "1.1.BBBBBB", new Outcome.Failed("401: unknown key"))))
                .hasValueSatisfying(objection -> assertThat(objection).contains("refused a valid token"));
    }

    @Test
    void unauthorized_forATokenThatEndedWhileTheInstanceWasStopped_isExplained() {
        var refused = new Sample(START, Duration.ofSeconds(4), Operation.READ_HABITS, API, "1.1.BBBBBB",
                Optional.of(START.plusSeconds(3)), new Outcome.Failed("401: the token has expired"));
        assertThat(accounting.objection(refused)).as("nothing held it up").isPresent();

        out(API, 1, 2);
        assertThat(accounting.objection(refused)).isEmpty();
        assertThat(accounting.objection(new Sample(refused.at(), Duration.ofSeconds(2), refused.operation(), API,
                refused.kid(), refused.tokenEnd(), refused.outcome()))).as("it was answered before the end")
                .isPresent();
    }

    @Test
    void failure_whileTheInstanceOrWhatItNeedsIsOut_isExplained() {
        for (String victim : List.of(API, Names.VAULT, Names.POSTGRES, Names.link(API, Names.POSTGRES))) {
            var own = new Outages();
            own.begin(victim, START);
            own.end(victim, START.plusSeconds(2));
            var explained = new Accounting(own, List.of(), Duration.ofSeconds(3), Duration.ofSeconds(5));
            assertThat(explained.objection(failed(1))).as(victim).isEmpty();
            assertThat(explained.objection(failed(4))).as(victim + ", recovering").isEmpty();
            assertThat(explained.objection(failed(6))).as(victim + ", recovered").isPresent();
        }
    }

    @Test
    void failure_whileKafkaOrAnotherInstanceIsOut_isNotExplained() {
        out(Names.KAFKA, 0, 2);
        out("habit-api-2", 0, 2);
        out(Names.link("habit-api-2", Names.VAULT), 0, 2);

        assertThat(accounting.objection(failed(1))).isPresent();
    }

    @Test
    void failure_duringAnOutageThatLasts_isExplained() {
        outages.begin(Names.VAULT, START);

        assertThat(accounting.objection(failed(60))).isEmpty();
    }

    @Test
    void revokedKey_acceptedWithinTheBound_isRight() {
        assertThat(accounting.objection(sample(5, KID, new Outcome.Served(200)))).isEmpty();
    }

    @Test
    void revokedKey_acceptedBeyondTheBound_isWrong() {
        assertThat(accounting.objection(sample(6, KID, new Outcome.Served(200)))).hasValueSatisfying(
                objection -> assertThat(objection).contains("accepted a token of the revoked key").contains("6000 ms"));
    }

    @Test
    void revokedKey_acceptedBeyondTheBound_isExplainedOnlyWhereBothWaysAreOut() {
        out(Names.KAFKA, 0, 1);
        assertThat(accounting.objection(sample(6, KID, new Outcome.Served(200)))).isPresent();

        out(Names.link(API, Names.VAULT), 0, 1);
        assertThat(accounting.objection(sample(6, KID, new Outcome.Served(200)))).isEmpty();
    }

    @Test
    void revokedKey_acceptedByTheOneInstanceThatIsCutOffFromBoth_isExplained() {
        out(Names.link(API, Names.VAULT), 0, 1);
        assertThat(accounting.objection(sample(6, KID, new Outcome.Served(200)))).isPresent();

        out(Names.link(API, Names.KAFKA), 0, 1);
        assertThat(accounting.objection(sample(6, KID, new Outcome.Served(200)))).isEmpty();
    }

    private void out(String victim, int from, int until) {
        outages.begin(victim, START.plusSeconds(from));
        outages.end(victim, START.plusSeconds(until));
    }

    private static Sample failed(int second) {
        return sample(second, "1.1.BBBBBB", new Outcome.Failed("503: no database"));
    }

    private static Sample sample(int second, String kid, Outcome outcome) {
        return new Sample(START.plusSeconds(second), Duration.ofMillis(5), Operation.READ_HABITS, API, kid,
                Optional.empty(),
                outcome);
    }
}
