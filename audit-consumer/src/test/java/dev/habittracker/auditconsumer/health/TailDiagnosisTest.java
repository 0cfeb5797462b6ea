package dev.habittracker.auditconsumer.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.habittracker.auditconsumer.record.FileId;
import dev.habittracker.auditconsumer.record.Sha256;
import dev.habittracker.auditconsumer.ship.TailSnapshot;
import dev.habittracker.auditconsumer.ship.TailSnapshot.State;
import dev.habittracker.auditconsumer.tail.Loss;

import static org.assertj.core.api.Assertions.assertThat;

class TailDiagnosisTest {

    private static final Instant GREW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final TailHealthSettings SETTINGS = new TailHealthSettings(LIMIT, null);

    @Test
    void silence_atTheLimitIsFine_beyondItIsNot() {
        TailSnapshot tail = tail(State.FOLLOWING, "", List.of());

        assertThat(TailDiagnosis.of(tail, SETTINGS, GREW.plus(LIMIT)).complaints()).isEmpty();
        assertThat(TailDiagnosis.of(tail, SETTINGS, GREW.plus(LIMIT).plusNanos(1)).complaints()).singleElement()
                .asString().contains("no audit file has grown");
    }

    @Test
    void loss_isAComplaintUntilItIsAcknowledged() {
        Loss loss = new Loss(Loss.Kind.TRUNCATED, new FileId(1, Sha256.of(new byte[0])), 5, GREW, "cut");
        TailSnapshot tail = tail(State.FOLLOWING, "", List.of(loss));

        assertThat(TailDiagnosis.of(tail, SETTINGS, GREW).complaints()).singleElement().asString()
                .contains("audit.losses-acknowledged");
        assertThat(TailDiagnosis.of(tail, new TailHealthSettings(LIMIT, GREW.minusNanos(1)), GREW).complaints())
                .hasSize(1);
        assertThat(TailDiagnosis.of(tail, new TailHealthSettings(LIMIT, GREW), GREW).complaints()).isEmpty();
    }

    @Test
    void states_inWhichNothingIsRead_areComplaintsWithTheReason() {
        assertThat(TailDiagnosis.of(tail(State.FENCED, "another", List.of()), SETTINGS, GREW).complaints())
                .containsExactly("another");
        assertThat(TailDiagnosis.of(tail(State.FOLLOWING, "unnamed", List.of()), SETTINGS, GREW).complaints())
                .containsExactly("unnamed");
        assertThat(TailDiagnosis.of(tail(State.CATCHING_UP, "", List.of()), SETTINGS, GREW).complaints()).isEmpty();
    }

    private static TailSnapshot tail(State state, String remark, List<Loss> losses) {
        return new TailSnapshot(state, remark, "audit.log", 10, 10, 0, GREW, GREW, losses, 1, 10);
    }
}
