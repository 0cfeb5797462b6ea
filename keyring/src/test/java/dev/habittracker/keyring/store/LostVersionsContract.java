package dev.habittracker.keyring.store;

import org.junit.jupiter.api.Test;

import dev.habittracker.keyring.ring.Ring;

import static org.assertj.core.api.Assertions.assertThat;

/// What a store makes of versions that were deleted or destroyed.
public interface LostVersionsContract extends StoreUnderTest {

    @Test
    default void write_overADeletedVersion_goesOnCounting() {
        Ring first = write(TestRings.created(now()));
        byHand().delete();

        Ring second = write(TestRings.above(first, now()));

        assertSame(wholeRing(), second);
        assertThat(store().metadata().readable()).containsExactly(2L);
    }

    @Test
    default void read_deletedVersion_isDeletedUntilItIsBroughtBack() {
        Ring ring = write(TestRings.created(now()));
        byHand().delete();

        assertThat(store().read()).isInstanceOfSatisfying(StoreReading.Deleted.class, deleted -> {
            assertThat(deleted.version()).isEqualTo(1);
            assertThat(deleted.destroyed()).isFalse();
        });
        StoreMetadata metadata = store().metadata();
        assertThat(metadata.currentVersion()).isEqualTo(1);
        assertThat(metadata.gone()).isTrue();
        assertThat(metadata.readable()).isEmpty();

        store().undelete(1);

        assertSame(wholeRing(), ring);
        assertThat(store().metadata().gone()).isFalse();
    }

    @Test
    default void read_destroyedVersion_isDeletedForGood() {
        write(TestRings.created(now()));
        byHand().destroy(1);
        store().undelete(1);

        assertThat(store().read()).isInstanceOfSatisfying(StoreReading.Deleted.class, deleted -> {
            assertThat(deleted.version()).isEqualTo(1);
            assertThat(deleted.destroyed()).isTrue();
        });
        assertThat(store().metadata().gone()).isTrue();
    }

    @Test
    default void destroyBelow_someVersions_leavesNothingOfThem() {
        Ring first = write(TestRings.created(now()));
        Ring second = write(TestRings.above(first, now()));
        byHand().delete();
        Ring third = write(TestRings.above(second, now()));
        String gone = first.activeKey().material().exposeSecretText();
        String goneToo = second.activeKey().material().exposeSecretText();
        assertThat(byHand().contents()).anyMatch(content -> content.contains(gone));

        store().destroyBelow(3);

        assertThat(byHand().contents()).singleElement().satisfies(content -> assertThat(content).doesNotContain(gone)
                .doesNotContain(goneToo));
        assertThat(store().metadata().readable()).containsExactly(3L);
        assertSame(wholeRing(), third);
    }

    @Test
    default void destroyBelow_decidedBeforeABackupWasRestored_leavesTheNewest() {
        Ring restored = write(TestRings.above(write(TestRings.created(now())), now()));

        store().destroyBelow(3);

        assertSame(wholeRing(), restored);
        assertThat(store().metadata().readable()).containsExactly(1L, 2L);
    }

    @Test
    default void destroyBelow_repeatedOrNothingBelow_doesNoHarm() {
        store().destroyBelow(1);
        Ring first = write(TestRings.created(now()));
        Ring second = write(TestRings.above(first, now()));

        store().destroyBelow(1);
        store().destroyBelow(2);
        store().destroyBelow(2);

        assertSame(wholeRing(), second);
    }

    @Test
    default void write_afterAllTraceWasRemoved_beginsAtOneAndRefusesPlainPutsAgain() {
        write(TestRings.created(now()));
        byHand().deleteAll();
        assertThat(store().read()).isInstanceOf(StoreReading.Missing.class);

        Ring anew = write(TestRings.created(now()));

        assertSame(wholeRing(), anew);
        assertThat(byHand().putPlainly(bare("plain"))).isFalse();
    }
}
