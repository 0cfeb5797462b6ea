package dev.habittracker.keyring.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.Ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Writing a ring by check-and-set, and reading it back.
public interface RingWritesContract extends StoreUnderTest {

    @Test
    default void read_nothingWasEverWritten_isMissing() {
        assertThat(store().read()).isInstanceOf(StoreReading.Missing.class);
        StoreMetadata metadata = store().metadata();
        assertThat(metadata.currentVersion()).isZero();
        assertThat(metadata.created()).isNull();
        assertThat(metadata.gone()).isFalse();
        assertThat(metadata.readable()).isEmpty();
    }

    @Test
    default void write_first_isReadBackWhole() {
        Ring ring = TestRings.created(now());

        StoreWrite written = store().write(ring, 0);

        assertThat(written).isInstanceOfSatisfying(StoreWrite.Stored.class, stored -> {
            assertThat(stored.version()).isEqualTo(1);
            assertThat(store().read()).isInstanceOfSatisfying(StoreReading.Whole.class, whole -> {
                assertSame(whole.ring(), ring);
                assertThat(whole.created()).isEqualTo(stored.created());
            });
            assertThat(store().metadata().created()).isEqualTo(stored.created());
        });
    }

    @Test
    default void write_everyAnswer_tellsTheStoresTime() {
        StoreWrite written = store().write(TestRings.created(now()), 0);

        assertThat(written).isInstanceOfSatisfying(StoreWrite.Stored.class,
                stored -> assertThat(stored.created()).isBetween(stored.time().earliest().minusSeconds(2),
                        stored.time().latest()));
        Instant later = store().read().time().latest();
        assertThat(store().metadata().time().latest()).isAfterOrEqualTo(later.minusSeconds(2));
    }

    @Test
    default void write_onTop_isTheNextVersionAndKeepsTheOneBelow() {
        Ring first = write(TestRings.created(now()));
        Ring second = write(TestRings.above(first, now()));

        assertSame(wholeRing(), second);
        assertThat(store().metadata().currentVersion()).isEqualTo(2);
        assertThat(store().metadata().readable()).containsExactly(1L, 2L);
    }

    @Test
    default void write_anotherVersionWasMadeMeanwhile_isAConflictAndWritesNothing() {
        Ring first = write(TestRings.created(now()));
        Ring winner = write(TestRings.above(first, now()));

        StoreWrite lost = store().write(TestRings.above(first, now()), 1);

        assertThat(lost).isInstanceOf(StoreWrite.Conflict.class);
        assertSame(wholeRing(), winner);
    }

    @Test
    default void write_asTheFirstWhereOneStands_isAConflict() {
        Ring first = write(TestRings.created(now()));

        assertThat(store().write(TestRings.created(now()), 0)).isInstanceOf(StoreWrite.Conflict.class);
        assertSame(wholeRing(), first);
    }

    @Test
    default void write_aboveAVersionThatIsNotThereYet_isAConflict() {
        Ring second = TestRings.above(TestRings.created(now()), now());

        assertThat(store().write(second, 1)).isInstanceOf(StoreWrite.Conflict.class);
        assertThat(store().read()).isInstanceOf(StoreReading.Missing.class);
    }

    @Test
    default void write_ringOfAnotherVersion_isRefused() {
        Ring first = TestRings.created(now());

        assertThatThrownBy(() -> store().write(first, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version 1");
        assertThat(store().read()).isInstanceOf(StoreReading.Missing.class);
    }

    @Test
    default void write_eightWritersAtOnce_noneIsLost() throws Exception {
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
    default void write_once_makesTheStoreRefusePlainPuts() {
        assertThat(byHand().putPlainly(bare("before"))).isTrue();
        byHand().deleteAll();
        Ring ring = write(TestRings.created(now()));

        assertThat(byHand().putPlainly(bare("after"))).isFalse();
        assertSame(wholeRing(), ring);
    }

    @Test
    default void write_aRingWhoseJournalIsFull_isTaken() {
        Ring ring = write(TestRings.created(now()));
        while (ring.version() < Ring.JOURNAL_LIMIT + 6) {
            ring = write(TestRings.above(ring, ring.activated()));
        }

        assertThat(ring.journal()).hasSize(Ring.JOURNAL_LIMIT);
        assertThat(ring.revoked()).hasSize(Ring.REVOKED_LIMIT);
        assertSame(wholeRing(), ring);
    }

    @Test
    default void write_symmetricActiveKey_standsBesideTheRingForPlainClients() {
        Ring ring = write(TestRings.created(now()));

        assertThat(byHand().contents().getLast())
                .contains("\"jwt_secret_key\":\"" + ring.activeKey().material().exposeSecretText() + "\"")
                .contains("\"jwt_algorithm\":\"HS256\"");
    }

    @Test
    default void read_aRingThatLandedLate_hasItsExpiriesMovedByThat() {
        Instant start = now().minus(Duration.ofHours(2));
        Ring first = write(TestRings.created(start));
        Instant decided = now().minusSeconds(60);
        Ring rotated = write(TestRings.rotated(first, decided));

        assertThat(store().read()).isInstanceOfSatisfying(StoreReading.Whole.class, whole -> {
            Duration late = Duration.between(decided, whole.created())
                    .minus(rotated.policy().timing().writeBudget());
            assertThat(late).isGreaterThan(Duration.ofSeconds(50));
            assertThat(whole.ring().retiringKeys().getFirst().exp())
                    .isEqualTo(rotated.retiringKeys().getFirst().toExpiry().exp().plus(late));
        });
    }
}
