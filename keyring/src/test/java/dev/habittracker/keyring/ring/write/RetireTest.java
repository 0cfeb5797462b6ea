package dev.habittracker.keyring.ring.write;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.KeyRetired;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Rings;
import dev.habittracker.keyring.ring.VaultTime;

import static org.assertj.core.api.Assertions.assertThat;

class RetireTest {

    private static final Duration TWICE_THE_CLOCK_ERROR = Duration.ofSeconds(10);

    @Test
    void retire_justBeforeTwiceTheClockErrorHasPassed_isRefused() {
        SteppedRing stepped = SteppedRing.created();
        Instant exp = stepped.rotate().expiries().getFirst().exp();

        assertThat(stepped.at(exp.plus(TWICE_THE_CLOCK_ERROR).minusNanos(1)).refuse(new Retire())).isEqualTo(
                new WriteOutcome.Refused(Refusal.NOTHING_TO_DO, "no key expired at least 2S = 10 s ago"));
    }

    @Test
    void retire_twiceTheClockErrorAfterTheExp_removesTheKey() {
        SteppedRing stepped = SteppedRing.created();
        Kid first = stepped.ring().active();
        Instant exp = stepped.rotate().expiries().getFirst().exp();

        KeyEvent event = stepped.at(exp.plus(TWICE_THE_CLOCK_ERROR)).write(new Retire());

        assertThat(stepped.ring().lists(first)).isFalse();
        assertThat(stepped.ring().keys()).hasSize(2);
        assertThat(stepped.ring().revoked()).isEmpty();
        assertThat(event).isEqualTo(new KeyRetired(event.header(), List.of(first.toString())));
        assertThat(event.revokedKids()).isEmpty();
    }

    @Test
    void retire_onlyTheEndOfVaultsNowIsLateEnough_isRefused() {
        SteppedRing stepped = SteppedRing.created();
        Instant due = stepped.rotate().expiries().getFirst().exp().plus(TWICE_THE_CLOCK_ERROR);

        assertThat(stepped.at(new VaultTime(due.minusNanos(1), due.plusSeconds(1))).refuse(new Retire()).refusal())
                .isEqualTo(Refusal.NOTHING_TO_DO);
    }

    @Test
    void retire_severalKeys_removesThoseThatAreDueOnly() {
        SteppedRing stepped = SteppedRing.created();
        Kid first = stepped.ring().active();
        Instant exp = stepped.rotate().expiries().getFirst().exp();
        Kid second = stepped.ring().active();
        stepped.rotate();

        stepped.at(exp.plus(TWICE_THE_CLOCK_ERROR)).write(new Retire());

        assertThat(stepped.ring().lists(first)).isFalse();
        assertThat(stepped.ring().lists(second)).isTrue();
    }

    @Test
    void retire_carriedKeys_leaveLikewise() {
        SteppedRing stepped = SteppedRing.created();
        Kid lost = Rings.kid(7, "lost00");
        Instant exp = stepped.step(Duration.ofMinutes(1))
                .write(new AcceptRing(0, Set.of(lost), false, Set.of(), Duration.ZERO, Duration.ZERO)).expiries()
                .getFirst().exp();

        assertThat(Retire.due(stepped.ring(), exp.plus(TWICE_THE_CLOCK_ERROR).minusNanos(1))).isEmpty();
        stepped.at(exp.plus(TWICE_THE_CLOCK_ERROR)).write(new Retire());

        assertThat(stepped.ring().carried()).isEmpty();
    }

    @Test
    void due_activeAndNext_neverAre() {
        assertThat(Retire.due(SteppedRing.created().ring(), Rings.START.plus(Duration.ofDays(36_500)))).isEmpty();
    }
}
