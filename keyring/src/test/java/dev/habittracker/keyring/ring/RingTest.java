package dev.habittracker.keyring.ring;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.Position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RingTest {

    private static final Instant EXP = Rings.START.plusSeconds(100);
    private static final Kid ACTIVE = Rings.kid(1, "active");
    private static final Kid NEXT = Rings.kid(1, "next00");
    private static final Kid RETIRING = Rings.kid(1, "retire");
    private static final Kid CARRIED = Rings.kid(1, "carry0");

    @Test
    void stateOf_beforeTheExp_isAsTheTableSays() {
        Ring ring = Rings.ofEveryState(EXP);
        Instant justBefore = EXP.minusNanos(1);

        assertThat(ring.stateOf(ACTIVE, justBefore)).isEqualTo(KeyState.ACTIVE);
        assertThat(ring.stateOf(NEXT, justBefore)).isEqualTo(KeyState.NEXT);
        assertThat(ring.stateOf(RETIRING, justBefore)).isEqualTo(KeyState.RETIRING);
        assertThat(ring.stateOf(CARRIED, justBefore)).isEqualTo(KeyState.CARRIED);
        assertThat(ring.stateOf(Rings.kid(1, "absent"), justBefore)).isEqualTo(KeyState.ABSENT);
    }

    @Test
    void stateOf_fromTheExpOn_isExpiredWhereThereIsOne() {
        Ring ring = Rings.ofEveryState(EXP);

        assertThat(ring.stateOf(ACTIVE, EXP)).isEqualTo(KeyState.ACTIVE);
        assertThat(ring.stateOf(NEXT, EXP)).isEqualTo(KeyState.NEXT);
        assertThat(ring.stateOf(RETIRING, EXP)).isEqualTo(KeyState.EXPIRED);
        assertThat(ring.stateOf(CARRIED, EXP)).isEqualTo(KeyState.EXPIRED);
    }

    @Test
    void verifies_holdsForLiveStatesOnly() {
        assertThat(KeyState.values()).filteredOn(KeyState::verifies).containsExactly(KeyState.ACTIVE, KeyState.NEXT,
                KeyState.RETIRING, KeyState.CARRIED);
    }

    @Test
    void lookUps_findWhatTheRingHolds() {
        Ring ring = Rings.ofEveryState(EXP);

        assertThat(ring.activeKey().kid()).isEqualTo(ACTIVE);
        assertThat(ring.nextKey().kid()).isEqualTo(NEXT);
        assertThat(ring.find(CARRIED)).as("a carried key has no material").isEmpty();
        assertThat(ring.lists(CARRIED)).isTrue();
        assertThat(ring.lists(RETIRING)).isTrue();
        assertThat(ring.lists(Rings.kid(1, "absent"))).isFalse();
        assertThat(ring.version()).isEqualTo(1);
        assertThat(ring.writeId()).isEqualTo("w-1");
        assertThat(ring.position()).isEqualTo(new Position(Rings.EPOCH, 1));
    }

    @Test
    void retiringKeys_comeWithTheLatestExpFirst() {
        Ring ring = Rings.of(1,
                List.of(Rings.key(ACTIVE, 1, null), Rings.key(NEXT, 2, null), Rings.key(RETIRING, 3, EXP),
                        Rings.key(Rings.kid(1, "later0"), 4, EXP.plusSeconds(1))),
                List.of());

        assertThat(ring.retiringKeys()).extracting(RingKey::kid).containsExactly(Rings.kid(1, "later0"), RETIRING);
    }

    @Test
    void newRing_aKidTwice_isRefused() {
        assertThatThrownBy(() -> Rings.of(1,
                List.of(Rings.key(ACTIVE, 1, null), Rings.key(NEXT, 2, null), Rings.key(NEXT, 3, EXP)), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("kid 1795507200.1.next00 stands twice in the ring");
        assertThatThrownBy(() -> Rings.of(1, List.of(Rings.key(ACTIVE, 1, null), Rings.key(NEXT, 2, null)),
                List.of(new CarriedKey(NEXT, EXP)))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("kid 1795507200.1.next00 stands twice in the ring");
    }

    @Test
    void newRing_withoutItsActiveKey_isRefused() {
        List<RingKey> keys = List.of(Rings.key(ACTIVE, 1, EXP), Rings.key(NEXT, 2, null),
                Rings.key(Rings.kid(1, "other0"), 3, null));

        assertThatThrownBy(() -> Rings.of(1, keys, List.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the active key 1795507200.1.active is missing or has an exp");
    }

    @Test
    void newRing_withoutANextKey_isRefused() {
        assertThatThrownBy(() -> Rings.of(1, List.of(Rings.key(ACTIVE, 1, null)), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a ring has two keys without exp, ACTIVE and NEXT, but this one has 1");
    }

    @Test
    void newRing_withTwoNextKeys_isRefused() {
        List<RingKey> keys = List.of(Rings.key(ACTIVE, 1, null), Rings.key(NEXT, 2, null),
                Rings.key(Rings.kid(1, "other0"), 3, null));

        assertThatThrownBy(() -> Rings.of(1, keys, List.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a ring has two keys without exp, ACTIVE and NEXT, but this one has 3");
    }

    @Test
    void newRing_withoutAJournal_isRefused() {
        assertThatThrownBy(() -> withJournal(List.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the journal is empty");
    }

    @Test
    void newRing_aJournalWithAGap_isRefused() {
        assertThatThrownBy(() -> withJournal(List.of(Rings.entry(1), Rings.entry(3))))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("the journal goes from version 1 to 3");
    }

    @Test
    void newRing_aJournalOf64Entries_keepsThemAll() {
        Ring ring = withJournal(LongStream.rangeClosed(1, 64).mapToObj(Rings::entry).toList());

        assertThat(ring.journal()).hasSize(64);
        assertThat(ring.descendsFrom(1, "w-1")).isEqualTo(Descent.YES);
    }

    @Test
    void newRing_aJournalOf65Entries_dropsTheOldest() {
        Ring ring = withJournal(LongStream.rangeClosed(1, 65).mapToObj(Rings::entry).toList());

        assertThat(ring.journal()).extracting(JournalEntry::version)
                .isEqualTo(LongStream.rangeClosed(2, 65).boxed().toList());
        assertThat(ring.descendsFrom(1, "w-1")).isEqualTo(Descent.UNKNOWN);
    }

    @Test
    void newRing_65RevokedKeys_remembersTheNewest64() {
        List<RevokedKey> revoked = IntStream.rangeClosed(1, 65)
                .mapToObj(i -> new RevokedKey(Rings.kid(i, "revoke"), "thumbprint-" + i)).toList();
        Ring ring = new Ring(Rings.EPOCH, Rings.POLICY, ACTIVE, Rings.START,
                List.of(Rings.key(ACTIVE, 1, null), Rings.key(NEXT, 2, null)), List.of(), revoked, null,
                List.of(Rings.entry(1)));

        assertThat(ring.revoked()).isEqualTo(revoked.subList(1, 65));
    }

    @Test
    void descendsFrom_anotherWriteOfTheNumberOrAHigherNumber_isAFork() {
        Ring ring = withJournal(List.of(Rings.entry(4), Rings.entry(5)));

        assertThat(ring.descendsFrom(5, "w-5")).isEqualTo(Descent.YES);
        assertThat(ring.descendsFrom(4, "w-4")).isEqualTo(Descent.YES);
        assertThat(ring.descendsFrom(4, "another")).isEqualTo(Descent.NO);
        assertThat(ring.descendsFrom(6, "w-6")).isEqualTo(Descent.NO);
        assertThat(ring.descendsFrom(3, "w-3")).isEqualTo(Descent.UNKNOWN);
    }

    private static Ring withJournal(List<JournalEntry> journal) {
        return new Ring(Rings.EPOCH, Rings.POLICY, ACTIVE, Rings.START,
                List.of(Rings.key(ACTIVE, 1, null), Rings.key(NEXT, 2, null)), List.of(), List.of(), null, journal);
    }
}
