package dev.habittracker.keyring.follow;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.KeyState;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.ring.write.BareSecret;
import dev.habittracker.keyring.store.StoreReading;

import static org.assertj.core.api.Assertions.assertThat;

class MemberFollowsTest {

    private final RingLine first = RingLine.begin(Stage.START.minusSeconds(7200));
    private final RingLine second = first.rotated(Stage.START);
    private final RingLine third = second.rotated(Stage.START.plusSeconds(3600));
    private final Stage stage = Stage.joined(first);

    @Test
    void an_event_of_a_newer_ring_has_it_read_at_once() {
        assertThat(stage.hears(second).wantsRingRead()).isTrue();

        stage.reads(second);

        assertThat(stage.snapshot().position()).isEqualTo(second.ring().position());
        assertThat(stage.sentStatus()).isNotNull();
    }

    @Test
    void a_repeated_or_late_event_changes_nothing() {
        stage.hears(second).reads(second);

        assertThat(stage.hears(second).wantsRingRead()).isFalse();
        assertThat(stage.hears(first).wantsRingRead()).isFalse();
        assertThat(stage.snapshot().position()).isEqualTo(second.ring().position());
    }

    @Test
    void without_any_event_the_poll_finds_the_newer_ring() {
        stage.pass(Duration.ofSeconds(15));
        assertThat(stage.wantsMetadata()).isTrue();

        assertThat(stage.polls(2, second.created()).wantsRingRead()).isTrue();
        assertThat(stage.reads(second).snapshot().position()).isEqualTo(second.ring().position());
    }

    @Test
    void while_a_read_is_awaited_nothing_but_the_status_is_worth_waking_up_for() {
        stage.pass(Duration.ofSeconds(15));
        assertThat(stage.wantsMetadata()).isTrue();

        stage.pass(Duration.ofSeconds(1));

        assertThat(stage.member().wakeUp().waitedSince(stage.now())).isPositive();
    }

    @Test
    void two_polls_never_start_further_apart_than_the_poll() {
        for (int i = 0; i < 200; i++) {
            Moment started = stage.now();
            while (!stage.pass(Duration.ofMillis(100)).wantsMetadata()) {
                assertThat(stage.now().waitedSince(started)).isLessThanOrEqualTo(RingLine.TIMING.poll());
            }
            stage.polls(1, first.created());
        }
    }

    @Test
    void an_older_ring_is_read_again_and_never_applied() {
        stage.hears(second).reads(second);

        stage.hears(third).reads(first);

        assertThat(stage.snapshot().position()).isEqualTo(second.ring().position());
        assertThat(stage.pass(Duration.ofMillis(100)).wantsRingRead()).isTrue();
    }

    @Test
    void a_poll_that_finds_the_same_version_renews_the_lease_from_its_start() {
        stage.pass(Duration.ofMinutes(59)).polls(1, first.created()).pass(Duration.ofMinutes(59));

        assertThat(stage.maySign()).isTrue();
    }

    @Test
    void the_lease_counts_from_the_start_of_the_read_and_not_from_its_end() {
        Moment started = stage.now();
        stage.pass(Duration.ofMinutes(30)).readsStartedAt(started, first).pass(Duration.ofMinutes(30));

        assertThat(stage.maySign()).isFalse();
    }

    @Test
    void it_signs_until_just_before_the_lease_ends_and_not_after() {
        assertThat(stage.pass(Duration.ofHours(1).minusMillis(1)).maySign()).isTrue();
        assertThat(stage.pass(Duration.ofMillis(1)).maySign()).isFalse();
    }

    @Test
    void a_wall_clock_set_back_does_not_lengthen_the_lease() {
        stage.pass(Duration.ofMinutes(30)).wallClockJumps(Duration.ofMinutes(-30)).pass(Duration.ofMinutes(30));

        assertThat(stage.maySign()).isFalse();
    }

    @Test
    void a_machine_that_slept_does_not_lengthen_the_lease() {
        stage.wallClockJumps(Duration.ofHours(1));

        assertThat(stage.maySign()).isFalse();
    }

    @Test
    void kafka_alone_never_renews_the_lease() {
        for (int minute = 0; minute < 60; minute++) {
            stage.pass(Duration.ofMinutes(1)).hears(first).step(Stage.statusOf(first.ring()));
        }

        assertThat(stage.maySign()).isFalse();
    }

    @Test
    void a_read_older_than_what_was_heard_of_does_not_renew_the_lease() {
        stage.pass(Duration.ofMinutes(30)).hears(second).reads(first).pass(Duration.ofMinutes(30));

        assertThat(stage.maySign()).isFalse();
    }

    @Test
    void a_poll_does_not_renew_the_lease_while_something_newer_was_heard_of() {
        stage.pass(Duration.ofMinutes(30)).hears(second).polls(1, first.created()).pass(Duration.ofMinutes(30));

        assertThat(stage.maySign()).isFalse();
    }

    @Test
    void an_event_ahead_of_the_store_is_an_alarm_after_lag_and_two_polls() {
        stage.hears(second).reads(first);

        assertThat(stage.pass(Duration.ofSeconds(34)).member().problems()).isEmpty();
        assertThat(stage.pass(Duration.ofSeconds(1)).reported()).contains(Problem.EVENT_AHEAD_OF_STORE);
        assertThat(stage.member().ready()).isTrue();
    }

    @Test
    void a_revocation_is_heeded_from_the_event_alone() {
        RingLine rotated = first.rotated(Stage.START.minusSeconds(60));
        Stage member = Stage.joined(rotated);
        Kid former = first.ring().active();
        RingLine revoked = rotated.revoked(former, Stage.START);

        member.hears(revoked);

        assertThat(member.snapshot().stateOf(former, Stage.START)).isEqualTo(KeyState.ABSENT);
        assertThat(member.maySign()).isTrue();
    }

    @Test
    void a_revoked_active_key_gives_way_to_the_one_that_the_event_names() {
        RingLine revoked = first.revoked(first.ring().active(), Stage.START);

        stage.hears(revoked).storeFails();

        assertThat(stage.snapshot().signingKey().map(RingKey::kid)).contains(first.ring().nextKey().kid());
        assertThat(stage.maySign()).isTrue();
    }

    /// A rollback that was not read yet may have brought it back, or the event is forged. Whoever has the same ring refuses
    /// the key's tokens after its `exp`.
    @Test
    void a_revoked_active_key_does_not_give_way_to_one_that_retires_in_the_ring_in_use() {
        Kid former = first.ring().active();
        Kid active = second.ring().active();
        RingLine revoked = second.rolledBack(former, Stage.START).revoked(active, Stage.START);
        Stage member = Stage.joined(second);

        member.hears(revoked).storeFails();

        assertThat(member.snapshot().signingKey()).isEmpty();
        assertThat(member.maySign()).isFalse();
        assertThat(member.snapshot().stateOf(former, Stage.START)).isEqualTo(KeyState.RETIRING);
    }

    @Test
    void a_revocation_is_remembered_until_a_ring_at_or_above_it_is_applied() {
        Kid revokedKid = first.ring().active();
        RingLine revoked = first.revoked(revokedKid, Stage.START);
        stage.hears(revoked).reads(first);
        assertThat(stage.snapshot().revokedHeard()).containsExactly(revokedKid);

        stage.reads(revoked);

        assertThat(stage.snapshot().revokedHeard()).isEmpty();
        assertThat(stage.snapshot().stateOf(revokedKid, Stage.START)).isEqualTo(KeyState.ABSENT);
    }

    @Test
    void a_revocation_heard_before_the_rotation_it_follows_is_not_undone_by_it() {
        RingLine rotated = first.rotated(Stage.START);
        RingLine revoked = rotated.revoked(first.ring().active(), Stage.START.plusSeconds(1));

        stage.hears(revoked).hears(rotated).reads(rotated);

        assertThat(stage.snapshot().stateOf(first.ring().active(), Stage.START)).isEqualTo(KeyState.ABSENT);
    }

    @Test
    void a_restored_ring_is_a_fork_after_lag_and_a_second_read_only() {
        stage.hears(second).reads(second).hears(third).reads(third);
        RingLine restored = first.rotated(Stage.START.plusSeconds(60));

        stage.reads(restored);
        assertThat(stage.snapshot().forked()).isFalse();
        stage.pass(Duration.ofMillis(4999)).reads(restored);
        assertThat(stage.snapshot().forked()).isFalse();
        stage.pass(Duration.ofMillis(1)).reads(restored);

        assertThat(stage.snapshot().forked()).isTrue();
        assertThat(stage.reported()).contains(Problem.FORK);
        assertThat(stage.maySign()).isFalse();
        assertThat(stage.snapshot().position()).isEqualTo(third.ring().position());
        assertThat(stage.snapshot().stateOf(third.ring().active(), stage.now().wall()).verifies()).isTrue();
    }

    @Test
    void a_standby_that_lagged_once_is_no_fork() {
        stage.hears(second).reads(second);

        stage.reads(first).pass(Duration.ofSeconds(6)).reads(second);

        assertThat(stage.snapshot().forked()).isFalse();
        assertThat(stage.maySign()).isTrue();
    }

    @Test
    void an_accepted_ring_ends_the_fork_and_holders_keep_what_is_carried() {
        stage.hears(second).reads(second);
        stage.reads(first).pass(Duration.ofSeconds(6)).reads(first);
        assertThat(stage.snapshot().forked()).isTrue();
        Set<Kid> witness = second.ring().keys().stream().map(RingKey::kid).collect(Collectors.toSet());
        RingLine accepted = first.accepted(witness, Stage.START.plusSeconds(30));

        stage.hears(accepted).reads(accepted);

        assertThat(stage.snapshot().forked()).isFalse();
        assertThat(stage.maySign()).isTrue();
        Kid carried = second.ring().nextKey().kid();
        assertThat(stage.snapshot().stateOf(carried, stage.now().wall())).isEqualTo(KeyState.CARRIED);
        assertThat(stage.snapshot().key(carried)).isPresent();
        assertThat(Stage.joined(accepted).snapshot().stateOf(carried, stage.now().wall())).isEqualTo(KeyState.ABSENT);
    }

    @Test
    void a_ring_whose_journal_no_longer_reaches_back_is_taken_afresh() {
        RingLine far = first;
        for (int i = 0; i < 70; i++) {
            far = far.rotated(Stage.START.plusSeconds(3600L * i));
        }

        stage.reads(far);

        assertThat(stage.snapshot().position()).isEqualTo(far.ring().position());
    }

    @Test
    void a_bare_secret_is_signed_and_verified_with_until_it_is_adopted() {
        Stage member = new Stage(Stage.SETTINGS).step(new MemberInput.Announced()).step(new MemberInput.CaughtUp());

        member.step(new MemberInput.RingRead(member.now(), bare(null)));

        assertThat(member.member().ready()).isTrue();
        assertThat(member.snapshot().keysWithoutKid(Stage.START)).hasSize(1);
        assertThat(member.reads(first).snapshot().position()).isEqualTo(first.ring().position());
    }

    @Test
    void a_bare_secret_without_a_ring_is_not_taken_at_the_start_where_a_ring_was_heard_of() {
        Stage member = new Stage(Stage.SETTINGS).hears(second).step(new MemberInput.Announced())
                .step(new MemberInput.CaughtUp());

        member.step(new MemberInput.RingRead(member.now(), bare(null)));

        assertThat(member.member().snapshot()).isEmpty();
        assertThat(member.member().ready()).isFalse();
        assertThat(member.member().problems()).anyMatch(line -> line.startsWith("event-ahead-of-store"));
        assertThat(member.pass(Duration.ofMillis(100)).wantsRingRead()).isTrue();
        assertThat(member.reads(second).member().problems()).isEmpty();
    }

    @Test
    void a_bare_secret_in_use_renews_no_lease_once_a_ring_was_heard_of() {
        Stage member = new Stage(Stage.SETTINGS).step(new MemberInput.Announced()).step(new MemberInput.CaughtUp())
                .step(new MemberInput.RingRead(stage.now(), bare(null)));
        Moment taken = member.now();

        member.pass(Duration.ofMinutes(1)).hears(first).step(new MemberInput.RingRead(member.now(), bare(null)));

        assertThat(member.snapshot().leaseStart()).isEqualTo(taken);
        assertThat(member.pass(Duration.ofMillis(100)).wantsRingRead()).isTrue();
        assertThat(member.pass(Duration.ofMinutes(1)).member().problems())
                .anyMatch(line -> line.startsWith("event-ahead-of-store"));
    }

    @Test
    void with_kafka_away_a_bare_secret_too_is_taken_from_a_second_read_that_began_lag_later() {
        Stage member = new Stage(Stage.SETTINGS).step(new MemberInput.BusLost("no broker"));

        member.step(new MemberInput.RingRead(member.now(), bare(null)));
        assertThat(member.member().snapshot()).isEmpty();

        member.pass(Duration.ofSeconds(5)).step(new MemberInput.RingRead(member.now(), bare(null)));
        assertThat(member.member().ready()).isTrue();
    }

    @Test
    void a_bare_secret_over_a_ring_renews_the_lease_of_the_ring_below() {
        stage.pass(Duration.ofMinutes(59));

        stage.step(new MemberInput.RingRead(stage.now(), bare(first))).pass(Duration.ofMinutes(59));

        assertThat(stage.maySign()).isTrue();
        assertThat(stage.member().problems()).anyMatch(line -> line.startsWith("bare-secret"));
    }

    @Test
    void a_deleted_secret_leaves_the_keys_in_use_and_renews_nothing() {
        stage.pass(Duration.ofMinutes(30));

        stage.step(new MemberInput.RingRead(stage.now(),
                new StoreReading.Deleted(VaultTime.exactly(stage.now().wall()), 1, false)));

        assertThat(stage.snapshot().position()).isEqualTo(first.ring().position());
        assertThat(stage.member().problems()).anyMatch(line -> line.contains("`restore` brings it back"));
        assertThat(stage.pass(Duration.ofMinutes(30)).maySign()).isFalse();
    }

    @Test
    void a_clock_off_by_more_than_s_and_a_second_is_an_alarm() {
        stage.wallClockJumps(Duration.ofSeconds(6)).step(new MemberInput.RingRead(stage.now(),
                new StoreReading.Whole(VaultTime.exactly(Stage.START), first.ring(), first.created())));
        assertThat(stage.member().problems()).isEmpty();

        stage.wallClockJumps(Duration.ofMillis(1)).step(new MemberInput.RingRead(stage.now(),
                new StoreReading.Whole(VaultTime.exactly(Stage.START), first.ring(), first.created())));
        assertThat(stage.reported()).contains(Problem.CLOCK_OFF);
    }

    @Test
    void many_verifiers_that_want_a_refresh_get_one_read_a_second() {
        stage.step(new MemberInput.RefreshWanted());
        assertThat(stage.wantsRingRead()).isTrue();
        for (int i = 0; i < 100; i++) {
            assertThat(stage.step(new MemberInput.RefreshWanted()).wantsRingRead()).isFalse();
        }
        stage.reads(first);
        assertThat(stage.pass(Duration.ofMillis(999)).wantsRingRead()).isFalse();
        assertThat(stage.pass(Duration.ofMillis(1)).wantsRingRead()).isTrue();
    }

    @Test
    void a_token_that_could_not_be_checked_ends_readiness_until_a_ring_knows_its_kid() {
        stage.hears(second).storeFails().step(new MemberInput.Uncheckable(second.ring().nextKey().kid()));
        assertThat(stage.member().ready()).isFalse();

        stage.reads(second);
        assertThat(stage.member().ready()).isTrue();
    }

    @Test
    void a_token_of_a_made_up_newer_kid_takes_nobody_out_of_service() {
        stage.storeFails().step(new MemberInput.Uncheckable(second.ring().nextKey().kid()));

        assertThat(stage.member().ready()).isTrue();
        assertThat(stage.member().problems()).allMatch(line -> line.startsWith("store-unreachable"));
    }

    @Test
    void a_rotators_word_that_nothing_stands_above_clears_a_token_that_could_not_be_checked() {
        stage.hears(third).storeFails().step(new MemberInput.Uncheckable(third.ring().nextKey().kid()));
        assertThat(stage.member().ready()).isFalse();

        stage.step(Stage.rotatorDeclaresFalse(first, second, third));

        assertThat(stage.member().ready()).isTrue();
        assertThat(stage.member().problems()).noneMatch(line -> line.startsWith("uncheckable-token"));
    }

    @Test
    void an_operators_forget_clears_it_in_the_rotator_itself_too() {
        stage.hears(third).storeFails().step(new MemberInput.Uncheckable(third.ring().nextKey().kid()));

        stage.step(new MemberInput.DeclaredFalse(List.of(Stage.writeOf(third))));

        assertThat(stage.member().ready()).isTrue();
    }

    @Test
    void a_word_about_another_write_leaves_it() {
        stage.hears(second).hears(third).storeFails().step(new MemberInput.Uncheckable(second.ring().nextKey().kid()));

        stage.step(Stage.rotatorDeclaresFalse(first, third));

        assertThat(stage.member().ready()).isFalse();
    }

    @Test
    void a_ring_that_cannot_be_read_leaves_the_last_good_one_in_use_with_an_alarm_and_renews_nothing() {
        stage.pass(Duration.ofMinutes(30));

        stage.step(new MemberInput.RingRead(stage.now(), new StoreReading.Malformed(
                VaultTime.exactly(stage.now().wall()), 2, "keys[0]: jwk is missing")));

        assertThat(stage.snapshot().position()).isEqualTo(first.ring().position());
        assertThat(stage.member().ready()).isTrue();
        assertThat(stage.maySign()).isTrue();
        assertThat(stage.reported()).contains(Problem.NO_RING);
        assertThat(stage.member().problems()).anyMatch(line -> line.contains("keys[0]: jwk is missing"));
        assertThat(stage.pass(Duration.ofMinutes(30)).maySign()).as("the lease ends").isFalse();
        assertThat(stage.reads(second).member().problems()).isEmpty();
    }

    @Test
    void a_status_comes_on_the_heartbeat_and_counts_up() {
        stage.pass(Duration.ofSeconds(5));
        long before = Objects.requireNonNull(stage.sentStatus()).sequence();
        assertThat(stage.pass(Duration.ofMillis(4999)).sentStatus()).isNull();
        stage.pass(Duration.ofMillis(1));
        assertThat(Objects.requireNonNull(stage.sentStatus()).sequence()).isEqualTo(before + 1);
    }

    @Test
    void nothing_that_prints_a_snapshot_prints_key_material() {
        String secret = first.ring().activeKey().material().exposeSecretText();

        assertThat(stage.snapshot().toString()).doesNotContain(secret);
        assertThat(first.ring().toString()).doesNotContain(secret);
    }

    private StoreReading bare(@Nullable RingLine base) {
        KeyMaterial secret = KeyMaterial.ofSecretText(SigningAlgorithm.HS256, "a secret that someone put here by hand");
        return new StoreReading.Bare(VaultTime.exactly(stage.now().wall()), new BareSecret(secret, 2),
                stage.now().wall(),
                base == null ? null : base.ring());
    }
}
