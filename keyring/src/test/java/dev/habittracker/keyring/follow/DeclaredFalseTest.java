package dev.habittracker.keyring.follow;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.MemberRole;
import dev.habittracker.events.WriteRef;
import dev.habittracker.keyring.ring.KeyState;
import dev.habittracker.keyring.ring.Kid;

import static org.assertj.core.api.Assertions.assertThat;

/// What an operator's `forget` takes back, and what it must not: each test is a sequence of steps that went wrong while a
/// rotator's word was that nothing stands above a position.
class DeclaredFalseTest {

    private static final Duration BOUND = Duration.ofSeconds(35);

    private final RingLine first = RingLine.begin(Stage.START.minusSeconds(7200));
    private final RingLine second = first.rotated(Stage.START.minusSeconds(60));
    private final RingLine third = second.rotated(Stage.START);
    private final Kid former = first.ring().active();
    /// Of the number that the next true write has too.
    private final RingLine forged = second.revoked(second.ring().active(), Stage.START);
    private final RingLine farAbove = third.rotated(Stage.START.plusSeconds(3600))
            .rotated(Stage.START.plusSeconds(7200));

    @Test
    void what_a_forged_event_told_is_cleared_and_the_lease_is_renewed() {
        Stage member = Stage.joined(first).hears(farAbove).reads(first).pass(Duration.ofSeconds(40));
        assertThat(member.member().problems()).anyMatch(line -> line.startsWith("event-ahead-of-store"));

        member.step(Stage.rotatorDeclaresFalse(first, farAbove)).polls(1, first.created());

        assertThat(member.member().problems()).isEmpty();
        assertThat(member.pass(Duration.ofMinutes(59)).maySign()).isTrue();
    }

    @Test
    void a_key_that_a_forged_event_revoked_verifies_again() {
        Kid active = second.ring().active();
        Stage member = Stage.joined(second).hears(forged);
        assertThat(member.snapshot().stateOf(active, Stage.START)).isEqualTo(KeyState.ABSENT);

        member.step(Stage.rotatorDeclaresFalse(second, forged));

        assertThat(member.snapshot().stateOf(active, Stage.START)).isEqualTo(KeyState.ACTIVE);
        assertThat(member.snapshot().signingKey()).hasValueSatisfying(key -> assertThat(key.kid()).isEqualTo(active));
    }

    @Test
    void a_member_that_starts_after_the_next_rotation_hears_the_forged_event_last_and_is_ready() {
        Stage member = new Stage(Stage.SETTINGS).step(Stage.rotatorDeclaresFalse(second, farAbove)).hears(farAbove)
                .step(new MemberInput.Announced()).step(new MemberInput.CaughtUp()).reads(second);

        assertThat(member.member().ready()).isTrue();
        assertThat(member.member().problems()).isEmpty();
    }

    @Test
    void a_member_that_hears_the_forged_event_again_later_is_not_misled_again() {
        Stage member = Stage.joined(first).hears(farAbove).step(Stage.rotatorDeclaresFalse(first, farAbove));

        member.hears(farAbove).hears(second).reads(second).hears(farAbove);

        assertThat(member.wantsRingRead()).isFalse();
        assertThat(member.snapshot().heard()).isEqualTo(second.ring().position());
    }

    /// The event stays in the topic, and whoever is connected to Kafka anew reads it again.
    @Test
    void a_forged_revocation_of_a_number_that_the_ring_has_reached_is_not_believed_again() {
        RingLine reached = second.rolledBack(former, Stage.START);
        assertThat(reached.ring().position()).isEqualTo(forged.ring().position());
        RingLine forgedOfTheActive = second.revoked(former, Stage.START);
        Stage member = Stage.joined(second).hears(forgedOfTheActive)
                .step(Stage.rotatorDeclaresFalse(second, forgedOfTheActive)).hears(reached).reads(reached);

        member.hears(forgedOfTheActive);

        assertThat(member.snapshot().stateOf(former, Stage.START)).isEqualTo(KeyState.ACTIVE);
        assertThat(member.maySign()).isTrue();
    }

    @Test
    void a_forged_revocation_that_was_first_heard_when_the_ring_had_its_number_is_cleared_too() {
        RingLine forgedBelow = first.revoked(first.ring().nextKey().kid(), Stage.START);
        assertThat(forgedBelow.ring().position()).isEqualTo(second.ring().position());
        Stage member = Stage.joined(second).hears(forgedBelow);
        assertThat(member.snapshot().stateOf(second.ring().active(), Stage.START)).isEqualTo(KeyState.ABSENT);

        member.step(Stage.rotatorDeclaresFalse(second, forgedBelow)).hears(forgedBelow);

        assertThat(member.snapshot().stateOf(second.ring().active(), Stage.START)).isEqualTo(KeyState.ACTIVE);
    }

    @Test
    void a_revocation_from_before_an_acceptance_is_none_for_a_key_that_the_acceptance_kept() {
        RingLine accepted = first.accepted(Set.of(former), Stage.START);
        RingLine lost = first.revoked(former, Stage.START);
        Stage member = Stage.joined(accepted);

        member.hears(lost);

        assertThat(member.snapshot().stateOf(former, Stage.START)).isEqualTo(KeyState.RETIRING);
    }

    @Test
    void a_rotator_says_it_in_every_status_until_a_ring_of_a_later_epoch() {
        Stage rotator = rotator().reads(first);

        rotator.step(new MemberInput.DeclaredFalse(List.of(Stage.writeOf(third))));
        assertThat(declared(rotator)).containsExactly(Stage.writeOf(third));

        rotator.reads(second);
        assertThat(declared(rotator)).as("across the next rotation").containsExactly(Stage.writeOf(third));

        rotator.reads(farAbove);
        assertThat(declared(rotator)).as("below the ring").containsExactly(Stage.writeOf(third));

        rotator.reads(farAbove.accepted(Set.of(), Stage.START.plusSeconds(7300)));
        assertThat(Objects.requireNonNull(rotator.sentStatus()).declaredFalse()).isNull();
    }

    @Test
    void a_rotator_that_restarts_is_told_by_its_history_and_tells_on() {
        Stage rotator = rotator().hears(farAbove).reads(second);
        assertThat(rotator.member().snapshot()).isEmpty();

        rotator.step(new MemberInput.DeclaredFalse(List.of(Stage.writeOf(farAbove)))).reads(second);

        assertThat(rotator.member().ready()).isTrue();
        assertThat(declared(rotator)).containsExactly(Stage.writeOf(farAbove));
    }

    @Test
    void a_rotator_without_a_database_tells_on_what_another_rotator_told() {
        Stage rotator = rotator().reads(second).step(Stage.rotatorDeclaresFalse(second, farAbove));

        assertThat(declared(rotator)).containsExactly(Stage.writeOf(farAbove));
    }

    @Test
    void what_other_members_say_is_false_is_neither_heeded_nor_told_on() {
        Stage member = Stage.joined(second).hears(third);

        member.step(Stage.status("member-2", MemberRole.MEMBER, second.ring().position(),
                List.of(Stage.writeOf(third))));
        assertThat(member.snapshot().heard()).isEqualTo(third.ring().position());

        member.step(Stage.rotatorDeclaresFalse(second, farAbove)).pass(Duration.ofSeconds(5));
        assertThat(Objects.requireNonNull(member.sentStatus()).declaredFalse()).isNull();
    }

    @Test
    void a_revocation_is_heeded_though_a_rotator_that_has_applied_less_declared_something_else_false() {
        RingLine revoked = third.revoked(former, Stage.START.plusSeconds(5));
        Stage member = Stage.joined(third).hears(revoked);

        member.step(Stage.rotatorDeclaresFalse(second, farAbove));

        assertThat(member.snapshot().stateOf(former, Stage.START)).isEqualTo(KeyState.ABSENT);
        assertThat(member.snapshot().heard()).isEqualTo(revoked.ring().position());
    }

    @Test
    void a_member_that_starts_heeds_the_revocation_though_the_last_word_of_a_dead_rotator_is_older() {
        RingLine revoked = third.revoked(former, Stage.START.plusSeconds(5));
        Stage member = new Stage(Stage.SETTINGS).hears(revoked).step(Stage.rotatorDeclaresFalse(second, farAbove))
                .step(new MemberInput.Announced()).step(new MemberInput.CaughtUp()).reads(third);
        assertThat(member.member().ready()).as("a standby that lags does not have it yet").isFalse();

        member.reads(revoked);

        assertThat(member.member().ready()).isTrue();
        assertThat(member.snapshot().stateOf(former, Stage.START)).isEqualTo(KeyState.ABSENT);
    }

    @Test
    void a_true_revocation_of_the_forged_ones_number_is_heeded() {
        RingLine revoked = second.revoked(former, Stage.START.plusSeconds(5));
        assertThat(revoked.ring().position()).isEqualTo(forged.ring().position());
        Stage member = Stage.joined(second).hears(forged).step(Stage.rotatorDeclaresFalse(second, forged));

        member.hears(revoked).step(Stage.rotatorDeclaresFalse(second, forged));

        assertThat(member.snapshot().stateOf(former, Stage.START)).isEqualTo(KeyState.ABSENT);
        assertThat(member.snapshot().stateOf(second.ring().active(), Stage.START)).isEqualTo(KeyState.ACTIVE);
        assertThat(member.snapshot().heard()).isEqualTo(revoked.ring().position());
    }

    @Test
    void a_rotator_forgets_what_it_alone_still_knows_of_and_tells_all_members() {
        Stage rotator = rotator().reads(second).hears(farAbove).pass(BOUND);

        rotator.step(new MemberInput.Forgotten(second.ring().position()));

        assertThat(declared(rotator)).containsExactly(Stage.writeOf(farAbove));
        assertThat(rotator.snapshot().heard()).isEqualTo(second.ring().position());
    }

    @Test
    void a_rotator_that_decided_to_forget_just_before_another_one_revoked_takes_nothing_back() {
        RingLine revoked = second.revoked(former, Stage.START.plusSeconds(5));
        Stage rotator = rotator().reads(second).hears(revoked).pass(BOUND.minusMillis(1));

        rotator.step(new MemberInput.Forgotten(second.ring().position()));

        assertThat(rotator.snapshot().stateOf(former, Stage.START)).isEqualTo(KeyState.ABSENT);
        assertThat(rotator.snapshot().heard()).isEqualTo(revoked.ring().position());
    }

    private static Stage rotator() {
        return new Stage(new MemberSettings("habit-tracker", "rotator-2", "rotator", MemberRole.ROTATOR,
                RingLine.TIMING, null, Duration.ofSeconds(5), true)).step(new MemberInput.Announced())
                .step(new MemberInput.CaughtUp());
    }

    private static List<WriteRef> declared(Stage rotator) {
        return Objects.requireNonNull(Objects.requireNonNull(rotator.sentStatus()).declaredFalse());
    }
}
