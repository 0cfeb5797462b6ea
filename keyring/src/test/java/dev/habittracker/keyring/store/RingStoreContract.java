package dev.habittracker.keyring.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingCodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What every store does, whatever it is made of.
public abstract class RingStoreContract {

    /// A value that no message may quote.
    private static final String CANARY = "canary-7f3a9c51e2-not-to-be-quoted";

    private RingStore store;
    private SecretByHand hand;

    /// A store on a secret of which all trace is removed, as a fresh process has it.
    protected abstract RingStore freshStore();

    /// The same secret, by hand.
    protected abstract SecretByHand hand();

    @SuppressWarnings("NullAway.Init") // set before each test
    protected RingStoreContract() {}

    @BeforeEach
    void startFresh() {
        hand = hand();
        hand.deleteAll();
        store = freshStore();
    }

    @Test
    void read_nothingWasEverWritten_isMissing() {
        assertThat(store.read()).isInstanceOf(StoreReading.Missing.class);
        StoreMetadata metadata = store.metadata();
        assertThat(metadata.currentVersion()).isZero();
        assertThat(metadata.created()).isNull();
        assertThat(metadata.gone()).isFalse();
        assertThat(metadata.readable()).isEmpty();
    }

    @Test
    void write_first_isReadBackWhole() {
        Ring ring = TestRings.created(now());

        StoreWrite written = store.write(ring, 0);

        assertThat(written).isInstanceOfSatisfying(StoreWrite.Stored.class, stored -> {
            assertThat(stored.version()).isEqualTo(1);
            assertThat(store.read()).isInstanceOfSatisfying(StoreReading.Whole.class, whole -> {
                assertSame(whole.ring(), ring);
                assertThat(whole.created()).isEqualTo(stored.created());
            });
            assertThat(store.metadata().created()).isEqualTo(stored.created());
        });
    }

    @Test
    void write_everyAnswer_tellsTheStoresTime() {
        StoreWrite written = store.write(TestRings.created(now()), 0);

        assertThat(written).isInstanceOfSatisfying(StoreWrite.Stored.class,
                stored -> assertThat(stored.created()).isBetween(stored.time().earliest().minusSeconds(2),
                        stored.time().latest()));
        Instant later = store.read().time().latest();
        assertThat(store.metadata().time().latest()).isAfterOrEqualTo(later.minusSeconds(2));
    }

    @Test
    void write_onTop_isTheNextVersionAndKeepsTheOneBelow() {
        Ring first = write(TestRings.created(now()));
        Ring second = write(TestRings.above(first, now()));

        assertSame(wholeRing(), second);
        assertThat(store.metadata().currentVersion()).isEqualTo(2);
        assertThat(store.metadata().readable()).containsExactly(1L, 2L);
    }

    @Test
    void write_anotherVersionWasMadeMeanwhile_isAConflictAndWritesNothing() {
        Ring first = write(TestRings.created(now()));
        Ring winner = write(TestRings.above(first, now()));

        StoreWrite lost = store.write(TestRings.above(first, now()), 1);

        assertThat(lost).isInstanceOf(StoreWrite.Conflict.class);
        assertSame(wholeRing(), winner);
    }

    @Test
    void write_asTheFirstWhereOneStands_isAConflict() {
        Ring first = write(TestRings.created(now()));

        assertThat(store.write(TestRings.created(now()), 0)).isInstanceOf(StoreWrite.Conflict.class);
        assertSame(wholeRing(), first);
    }

    @Test
    void write_aboveAVersionThatIsNotThereYet_isAConflict() {
        Ring second = TestRings.above(TestRings.created(now()), now());

        assertThat(store.write(second, 1)).isInstanceOf(StoreWrite.Conflict.class);
        assertThat(store.read()).isInstanceOf(StoreReading.Missing.class);
    }

    @Test
    void write_ringOfAnotherVersion_isRefused() {
        Ring first = TestRings.created(now());

        assertThatThrownBy(() -> store.write(first, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version 1");
        assertThat(store.read()).isInstanceOf(StoreReading.Missing.class);
    }

    @Test
    void write_eightWritersAtOnce_noneIsLost() throws Exception {
        write(TestRings.created(now()));
        int each = 4;
        List<String> written = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<List<String>> writer = () -> writeRepeatedly(each);
            List<Future<List<String>>> writers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                writers.add(threads.submit(writer));
            }
            for (Future<List<String>> future : writers) {
                written.addAll(future.get());
            }
        }

        Ring last = wholeRing();
        assertThat(last.version()).isEqualTo(1 + 8 * each);
        assertThat(last.journal().stream().skip(1).map(JournalEntry::writeId))
                .containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void write_once_makesTheStoreRefusePlainPuts() {
        assertThat(hand.putPlainly(bare("before"))).isTrue();
        hand.deleteAll();
        Ring ring = write(TestRings.created(now()));

        assertThat(hand.putPlainly(bare("after"))).isFalse();
        assertSame(wholeRing(), ring);
    }

    @Test
    void write_aRingWhoseJournalIsFull_isTaken() {
        Ring ring = write(TestRings.created(now()));
        while (ring.version() < Ring.JOURNAL_LIMIT + 6) {
            ring = write(TestRings.above(ring, ring.activated()));
        }

        assertThat(ring.journal()).hasSize(Ring.JOURNAL_LIMIT);
        assertThat(ring.revoked()).hasSize(Ring.REVOKED_LIMIT);
        assertSame(wholeRing(), ring);
    }

    @Test
    void write_symmetricActiveKey_standsBesideTheRingForPlainClients() {
        Ring ring = write(TestRings.created(now()));

        assertThat(hand.contents().getLast())
                .contains("\"jwt_secret_key\":\"" + ring.activeKey().material().exposeSecretText() + "\"")
                .contains("\"jwt_algorithm\":\"HS256\"");
    }

    @Test
    void write_overADeletedVersion_goesOnCounting() {
        Ring first = write(TestRings.created(now()));
        hand.delete();

        Ring second = write(TestRings.above(first, now()));

        assertSame(wholeRing(), second);
        assertThat(store.metadata().readable()).containsExactly(2L);
    }

    @Test
    void read_aRingThatLandedLate_hasItsExpiriesMovedByThat() {
        Instant start = now().minus(Duration.ofHours(2));
        Ring first = write(TestRings.created(start));
        Instant decided = now().minusSeconds(60);
        Ring rotated = write(TestRings.rotated(first, decided));

        assertThat(store.read()).isInstanceOfSatisfying(StoreReading.Whole.class, whole -> {
            Duration late = Duration.between(decided, whole.created())
                    .minus(rotated.policy().timing().writeBudget());
            assertThat(late).isGreaterThan(Duration.ofSeconds(50));
            assertThat(whole.ring().retiringKeys().getFirst().exp())
                    .isEqualTo(rotated.retiringKeys().getFirst().toExpiry().exp().plus(late));
        });
    }

    @Test
    void read_secretPutByHand_isBareWithoutABase() {
        hand.putBareSecret("a-secret-that-somebody-put-there-by-hand");

        assertThat(store.read()).isInstanceOfSatisfying(StoreReading.Bare.class, bare -> {
            assertThat(bare.secret().version()).isEqualTo(1);
            assertThat(bare.secret().material().exposeSecretText())
                    .isEqualTo("a-secret-that-somebody-put-there-by-hand");
            assertThat(bare.base()).isNull();
            assertThat(bare.created()).isEqualTo(store.metadata().created());
        });
    }

    @Test
    void read_secretPutOverARing_isBareOverThatRing() {
        Ring ring = write(TestRings.created(now()));
        hand.putBareSecret("put over the ring");

        assertThat(store.read()).isInstanceOfSatisfying(StoreReading.Bare.class, bare -> {
            assertThat(bare.secret().version()).isEqualTo(2);
            assertSame(bare.base(), ring);
        });
    }

    @Test
    void read_manySecretsPutOverARing_stillFindsTheNewestRing() {
        Ring first = write(TestRings.created(now()));
        Ring ring = write(TestRings.above(first, now()));
        // more than the ten versions that Vault keeps unless told otherwise
        for (int i = 0; i < 12; i++) {
            hand.putBareSecret("put over the ring, number " + i);
        }

        assertThat(store.read()).isInstanceOfSatisfying(StoreReading.Bare.class, bare -> {
            assertThat(bare.secret().version()).isEqualTo(14);
            assertSame(bare.base(), ring);
        });
    }

    @Test
    void read_secretOverAMalformedOneOverARing_findsTheRing() {
        Ring ring = write(TestRings.created(now()));
        hand.put(JsonNodeFactory.instance.objectNode().put("unrelated", 1));
        hand.putBareSecret("put over both");

        assertThat(store.read()).isInstanceOfSatisfying(StoreReading.Bare.class,
                bare -> assertSame(bare.base(), ring));
    }

    @Test
    void read_newestRingBelowIsDestroyed_findsTheOneBelowThat() {
        Ring first = write(TestRings.created(now()));
        write(TestRings.above(first, now()));
        hand.putBareSecret("put over the ring");
        hand.destroy(2);

        assertThat(store.read()).isInstanceOfSatisfying(StoreReading.Bare.class,
                bare -> assertSame(bare.base(), first));
    }

    @Test
    void read_everyRingBelowIsDestroyed_isBareWithoutABase() {
        write(TestRings.created(now()));
        hand.putBareSecret("put over the ring");
        hand.destroy(1);

        assertThat(store.read()).isInstanceOfSatisfying(StoreReading.Bare.class,
                bare -> assertThat(bare.base()).isNull());
    }

    @Test
    void read_oldDocumentPutBackByHand_isBareForItsRingIsOfAnotherVersion() {
        Ring first = write(TestRings.created(now()));
        Ring second = write(TestRings.above(first, now()));
        hand.put(RingCodec.encode(first));

        assertThat(store.read()).isInstanceOfSatisfying(StoreReading.Bare.class, bare -> {
            assertThat(bare.secret().version()).isEqualTo(3);
            assertThat(bare.secret().material()).isEqualTo(first.activeKey().material());
            assertSame(bare.base(), second);
        });
    }

    @Test
    void read_ringWrittenOverABareSecret_isWhole() {
        hand.putBareSecret("there first");
        Ring second = TestRings.above(TestRings.created(now()), now());

        write(second);

        assertSame(wholeRing(), second);
    }

    @Test
    void read_neitherRingNorSecret_isMalformedAndQuotesNothing() {
        hand.put(JsonNodeFactory.instance.objectNode().put("password", CANARY));

        assertMalformed(1);
    }

    @Test
    void read_emptyDocument_isMalformed() {
        hand.put(JsonNodeFactory.instance.objectNode());

        assertMalformed(1);
    }

    @Test
    void read_ringThatIsNone_isMalformedAndQuotesNothing() {
        write(TestRings.created(now()));
        ObjectNode broken = JsonNodeFactory.instance.objectNode();
        broken.putObject("ring").put("epoch", CANARY).putArray("keys").add(CANARY);
        hand.put(broken);

        assertMalformed(2);
    }

    @Test
    void read_deletedVersion_isDeletedUntilItIsBroughtBack() {
        Ring ring = write(TestRings.created(now()));
        hand.delete();

        assertThat(store.read()).isInstanceOfSatisfying(StoreReading.Deleted.class, deleted -> {
            assertThat(deleted.version()).isEqualTo(1);
            assertThat(deleted.destroyed()).isFalse();
        });
        StoreMetadata metadata = store.metadata();
        assertThat(metadata.currentVersion()).isEqualTo(1);
        assertThat(metadata.gone()).isTrue();
        assertThat(metadata.readable()).isEmpty();

        store.undelete(1);

        assertSame(wholeRing(), ring);
        assertThat(store.metadata().gone()).isFalse();
    }

    @Test
    void read_destroyedVersion_isDeletedForGood() {
        write(TestRings.created(now()));
        hand.destroy(1);
        store.undelete(1);

        assertThat(store.read()).isInstanceOfSatisfying(StoreReading.Deleted.class, deleted -> {
            assertThat(deleted.version()).isEqualTo(1);
            assertThat(deleted.destroyed()).isTrue();
        });
        assertThat(store.metadata().gone()).isTrue();
    }

    @Test
    void destroyBelow_someVersions_leavesNothingOfThem() {
        Ring first = write(TestRings.created(now()));
        Ring second = write(TestRings.above(first, now()));
        hand.delete();
        Ring third = write(TestRings.above(second, now()));
        String gone = first.activeKey().material().exposeSecretText();
        String goneToo = second.activeKey().material().exposeSecretText();
        assertThat(hand.contents()).anyMatch(content -> content.contains(gone));

        store.destroyBelow(3);

        assertThat(hand.contents()).singleElement().satisfies(content -> assertThat(content).doesNotContain(gone)
                .doesNotContain(goneToo));
        assertThat(store.metadata().readable()).containsExactly(3L);
        assertSame(wholeRing(), third);
    }

    @Test
    void destroyBelow_repeatedOrNothingBelow_doesNoHarm() {
        store.destroyBelow(1);
        Ring first = write(TestRings.created(now()));
        Ring second = write(TestRings.above(first, now()));

        store.destroyBelow(1);
        store.destroyBelow(2);
        store.destroyBelow(2);

        assertSame(wholeRing(), second);
    }

    @Test
    void write_afterAllTraceWasRemoved_beginsAtOneAndRefusesPlainPutsAgain() {
        write(TestRings.created(now()));
        hand.deleteAll();
        assertThat(store.read()).isInstanceOf(StoreReading.Missing.class);

        Ring anew = write(TestRings.created(now()));

        assertSame(wholeRing(), anew);
        assertThat(hand.putPlainly(bare("plain"))).isFalse();
    }

    private Instant now() {
        return store.metadata().time().earliest();
    }

    private Ring write(Ring ring) {
        assertThat(store.write(ring, ring.version() - 1)).isInstanceOf(StoreWrite.Stored.class);
        return ring;
    }

    private Ring wholeRing() {
        StoreReading reading = store.read();
        assertThat(reading).isInstanceOf(StoreReading.Whole.class);
        return ((StoreReading.Whole) reading).ring();
    }

    /// Keys with their material, and everything else as it prints, which is without.
    private static void assertSame(@Nullable Ring actual, Ring expected) {
        assertThat(actual).hasToString(expected.toString());
        assertThat(actual).extracting(Ring::keys).isEqualTo(expected.keys());
    }

    private List<String> writeRepeatedly(int times) {
        List<String> written = new ArrayList<>();
        while (written.size() < times) {
            Ring ring = wholeRing();
            Ring next = TestRings.above(ring, now());
            if (store.write(next, ring.version()) instanceof StoreWrite.Stored) {
                written.add(next.writeId());
            }
        }
        return written;
    }

    private void assertMalformed(long version) {
        assertThat(store.read()).isInstanceOfSatisfying(StoreReading.Malformed.class, malformed -> {
            assertThat(malformed.version()).isEqualTo(version);
            assertThat(malformed.problem()).isNotBlank().doesNotContain(CANARY);
        });
    }

    private static ObjectNode bare(String secret) {
        return JsonNodeFactory.instance.objectNode().put("jwt_secret_key", secret);
    }
}
