package dev.habittracker.keyring.ring.write;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.JsonNodeFactory;

import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.Rings;

import static org.assertj.core.api.Assertions.assertThat;

/// What a reader makes of a version that was created later than W after its decision.
class LateLandingTest {

    private static final Duration WRITE_BUDGET = Duration.ofSeconds(5);
    private static final Duration LATE = Duration.ofSeconds(7);

    @Test
    void landed_withinTheWriteBudget_changesNothing() {
        SteppedRing stepped = SteppedRing.created();
        stepped.rotate();

        assertThat(stepped.ring().landed(stepped.now())).isEqualTo(stepped.ring());
        assertThat(stepped.ring().landed(stepped.now().minusSeconds(60))).isEqualTo(stepped.ring());
        assertThat(stepped.ring().landed(stepped.now().plus(WRITE_BUDGET))).isEqualTo(stepped.ring());
    }

    @Test
    void landed_aNanosecondBeyondTheWriteBudget_addsIt() {
        SteppedRing stepped = SteppedRing.created();
        Kid first = stepped.ring().active();
        Instant exp = stepped.rotate().expiries().getFirst().exp();

        Ring landed = stepped.ring().landed(stepped.now().plus(WRITE_BUDGET).plusNanos(1));

        assertThat(exp(landed, first)).isEqualTo(exp.plusNanos(1));
    }

    @Test
    void landed_late_movesTheExpThatTheWriteSetAndTheAgeOfTheKeyThatItMinted() {
        SteppedRing stepped = SteppedRing.created();
        Kid first = stepped.ring().active();
        stepped.rotate();
        Instant untouched = exp(stepped.ring(), first);
        Kid second = stepped.ring().active();
        stepped.rotate();

        Ring landed = stepped.ring().landed(stepped.now().plus(WRITE_BUDGET).plus(LATE));

        assertThat(exp(landed, first)).as("set by an earlier write").isEqualTo(untouched);
        assertThat(exp(landed, second)).isEqualTo(stepped.now().plus(Rings.OVERLAP).plus(LATE));
        assertThat(landed.nextKey().published()).isEqualTo(stepped.now().plus(LATE));
        assertThat(landed.activeKey()).isEqualTo(stepped.ring().activeKey());
        assertThat(landed.journal()).isEqualTo(stepped.ring().journal());
    }

    @Test
    void landed_twoWritesInOneSecond_movesOnlyTheAgeOfTheKeyThatTheNewestMinted() {
        SteppedRing stepped = SteppedRing.created();
        stepped.write(new ReplaceNext());

        Ring landed = stepped.ring().landed(stepped.now().plus(WRITE_BUDGET).plus(LATE));

        assertThat(landed.activeKey().published()).isEqualTo(Rings.START);
        assertThat(landed.nextKey().published()).isEqualTo(Rings.START.plus(LATE));
    }

    @Test
    void landed_anAcceptance_movesCarriedKeysToo() {
        SteppedRing stepped = SteppedRing.created();
        Kid lost = Rings.kid(7, "lost00");
        stepped.step(Duration.ofMinutes(1)).write(
                new AcceptRing(0, Set.of(lost), false, Set.of(), Duration.ZERO, Duration.ZERO));

        Ring landed = stepped.ring().landed(stepped.now().plus(WRITE_BUDGET).plus(LATE));

        assertThat(landed.carried().getFirst().exp()).isEqualTo(stepped.now().plus(Rings.OVERLAP).plus(LATE));
    }

    @Test
    void landed_theNextWrite_storesTheSumAndNobodyAddsItAgain() {
        SteppedRing stepped = SteppedRing.created();
        Kid first = stepped.ring().active();
        stepped.rotate();
        Ring landed = stepped.ring().landed(stepped.now().plus(WRITE_BUDGET).plus(LATE));

        stepped.restore(landed).step(Duration.ofMinutes(1)).write(new ReplaceNext());
        Ring landedLateAgain = stepped.ring().landed(stepped.now().plus(WRITE_BUDGET).plus(LATE));

        assertThat(exp(stepped.ring(), first)).isEqualTo(exp(landed, first));
        assertThat(exp(landedLateAgain, first)).isEqualTo(exp(landed, first));
    }

    @Test
    void landed_late_makesRotateWaitFromTheLanding() {
        SteppedRing stepped = SteppedRing.created();
        stepped.restore(stepped.ring().landed(Rings.START.plus(WRITE_BUDGET).plus(LATE)));
        Instant due = Rings.START.plus(LATE).plus(Rings.SPREAD);

        assertThat(stepped.at(due.minusNanos(1)).refuse(new Rotate()).refusal()).isEqualTo(Refusal.NEXT_TOO_YOUNG);
        stepped.at(due).write(new Rotate());
    }

    @Test
    void landed_anEventOfALaterRotator_movesEveryExpSinceAnyMayBeItsOwn() {
        SteppedRing stepped = SteppedRing.created();
        Kid first = stepped.ring().active();
        Instant exp = stepped.rotate().expiries().getFirst().exp();

        Ring landed = withNewestEvent(stepped.ring(), "key-lent").landed(
                stepped.now().plus(WRITE_BUDGET).plus(LATE));

        assertThat(exp(landed, first)).isEqualTo(exp.plus(LATE));
        assertThat(landed.activeKey().exp()).isNull();
        assertThat(landed.nextKey().exp()).isNull();
    }

    @Test
    void landed_anEventThatCannotBeRead_movesEveryExpLikewise() {
        SteppedRing stepped = SteppedRing.created();
        Kid first = stepped.ring().active();
        Instant exp = stepped.rotate().expiries().getFirst().exp();

        Ring landed = withNewestEvent(stepped.ring(), "key-rotated").landed(
                stepped.now().plus(WRITE_BUDGET).plus(LATE));

        assertThat(exp(landed, first)).isEqualTo(exp.plus(LATE));
    }

    private static Ring withNewestEvent(Ring ring, String event) {
        List<JournalEntry> journal = new ArrayList<>(ring.journal());
        JournalEntry newest = journal.removeLast();
        journal.add(new JournalEntry(newest.version(), newest.writeId(), event, newest.decided(),
                JsonNodeFactory.instance.objectNode()));
        return new Ring(ring.epoch(), ring.policy(), ring.active(), ring.activated(), ring.keys(), ring.carried(),
                ring.revoked(), ring.hold(), journal);
    }

    private static Instant exp(Ring ring, Kid kid) {
        RingKey key = ring.find(kid).orElseThrow();
        return key.toExpiry().exp();
    }
}
