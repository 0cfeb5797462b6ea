package dev.habittracker.keyring.follow;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.MemberRole;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.store.StoreReading;

import static org.assertj.core.api.Assertions.assertThat;

class MemberJoinsTest {

    private final RingLine first = RingLine.begin(Stage.START.minusSeconds(7200));
    private final RingLine second = first.rotated(Stage.START.minusSeconds(3600));

    @Test
    void says_how_it_is_before_anything_else() {
        Stage stage = new Stage(Stage.SETTINGS);

        assertThat(stage.sentStatus()).isNotNull();
        assertThat(stage.wantsRingRead()).isFalse();
    }

    @Test
    void reads_the_ring_only_when_it_is_announced_and_has_heard_what_stands_in_the_topics() {
        Stage stage = new Stage(Stage.SETTINGS);

        assertThat(stage.step(new MemberInput.CaughtUp()).wantsRingRead()).isFalse();
        assertThat(stage.step(new MemberInput.Announced()).wantsRingRead()).isTrue();
    }

    @Test
    void is_ready_with_a_ring_as_new_as_what_it_heard_of() {
        Stage stage = new Stage(Stage.SETTINGS).hears(second).step(new MemberInput.Announced())
                .step(new MemberInput.CaughtUp());

        assertThat(stage.member().ready()).isFalse();
        assertThat(stage.reads(second).member().ready()).isTrue();
        assertThat(stage.snapshot().position()).isEqualTo(second.ring().position());
    }

    @Test
    void is_not_ready_with_a_ring_below_what_an_event_told() {
        Stage stage = new Stage(Stage.SETTINGS).hears(second).step(new MemberInput.Announced())
                .step(new MemberInput.CaughtUp()).reads(first);

        assertThat(stage.member().ready()).isFalse();
        assertThat(stage.member().snapshot()).isEmpty();
        assertThat(stage.reported()).contains(Problem.EVENT_AHEAD_OF_STORE);
        assertThat(stage.member().problems()).as("it stands until such a ring is read")
                .anyMatch(line -> line.startsWith("event-ahead-of-store"));
        assertThat(stage.reads(second).member().problems()).isEmpty();
    }

    @Test
    void goes_on_saying_why_it_is_not_ready_while_the_ring_is_below_what_an_event_told() {
        Stage stage = new Stage(Stage.SETTINGS).hears(second).step(new MemberInput.Announced())
                .step(new MemberInput.CaughtUp()).reads(first);

        assertThat(stage.pass(Duration.ofMinutes(1)).member().problems())
                .anyMatch(line -> line.startsWith(Problem.EVENT_AHEAD_OF_STORE.label()));

        stage.reads(second);

        assertThat(stage.member().problems()).isEmpty();
    }

    @Test
    void is_not_ready_with_a_ring_below_what_another_member_uses() {
        Stage stage = new Stage(Stage.SETTINGS).step(Stage.statusOf(second.ring())).step(new MemberInput.Announced())
                .step(new MemberInput.CaughtUp()).reads(first);

        assertThat(stage.member().ready()).isFalse();
        assertThat(stage.member().snapshot()).isEmpty();
    }

    @Test
    void repeats_a_read_that_was_too_old_soon_and_then_less_often() {
        Stage stage = new Stage(Stage.SETTINGS).hears(second).step(new MemberInput.Announced())
                .step(new MemberInput.CaughtUp()).reads(first);

        assertThat(stage.pass(Duration.ofMillis(50)).wantsRingRead()).isFalse();
        assertThat(stage.pass(Duration.ofMillis(60)).wantsRingRead()).isTrue();
        stage.reads(first);
        assertThat(stage.pass(Duration.ofMillis(110)).wantsRingRead()).isFalse();
        assertThat(stage.pass(Duration.ofMillis(100)).wantsRingRead()).isTrue();
    }

    @Test
    void with_kafka_away_it_starts_from_a_second_read_that_began_lag_later() {
        Stage stage = new Stage(Stage.SETTINGS).step(new MemberInput.BusLost("no broker"));
        assertThat(stage.wantsRingRead()).isTrue();

        assertThat(stage.reads(first).member().ready()).isFalse();
        assertThat(stage.pass(Duration.ofMillis(4999)).reads(first).member().ready()).isFalse();
        assertThat(stage.pass(Duration.ofMillis(1)).reads(first).member().ready()).isTrue();
        assertThat(stage.member().problems()).anyMatch(line -> line.startsWith("bus-unreachable"));
    }

    @Test
    void with_topics_that_contradict_it_is_announced_but_starts_from_a_second_read_with_an_alarm() {
        Stage stage = new Stage(Stage.SETTINGS).step(new MemberInput.Announced())
                .step(new MemberInput.BusUnheard("cleanup.policy must be compact"));
        assertThat(stage.wantsRingRead()).isTrue();

        stage.step(new MemberInput.BusBack());
        assertThat(stage.reads(first).member().ready()).isFalse();
        assertThat(stage.pass(Duration.ofSeconds(5)).reads(first).member().ready()).isTrue();
        assertThat(stage.member().problems()).containsExactly("bus-unheard: cleanup.policy must be compact");

        assertThat(stage.step(new MemberInput.CaughtUp()).member().problems()).isEmpty();
    }

    @Test
    void without_kafka_at_all_it_polls_and_is_ready_after_the_second_read() {
        Stage stage = new Stage(new MemberSettings("habit-tracker", "m", "s", MemberRole.MEMBER, RingLine.TIMING, null,
                Duration.ofSeconds(5), false));
        assertThat(stage.wantsRingRead()).isTrue();

        assertThat(stage.reads(first).member().ready()).isFalse();
        assertThat(stage.pass(Duration.ofSeconds(5)).reads(first).member().ready()).isTrue();
    }

    @Test
    void is_not_ready_when_it_is_configured_to_issue_longer_than_the_key_is_for() {
        Stage stage = new Stage(settingsWith(Duration.ofMinutes(16), RingLine.TIMING.poll()))
                .step(new MemberInput.Announced()).step(new MemberInput.CaughtUp()).reads(first);

        assertThat(stage.member().ready()).isFalse();
        assertThat(stage.member().problems())
                .anyMatch(line -> line.contains("max-token-lifetime is configured as PT16M"));
    }

    @Test
    void is_not_ready_when_it_polls_slower_than_the_policy_counts_on() {
        Stage stage = new Stage(settingsWith(Duration.ofMinutes(15), Duration.ofSeconds(16)))
                .step(new MemberInput.Announced()).step(new MemberInput.CaughtUp()).reads(first);

        assertThat(stage.member().ready()).isFalse();
        assertThat(stage.member().problems())
                .anyMatch(line -> line.contains("poll is configured as PT16S but the ring's policy counts on PT15S"));
    }

    @Test
    void stays_not_ready_and_says_why_while_there_is_no_secret() {
        Stage stage = new Stage(Stage.SETTINGS).step(new MemberInput.Announced()).step(new MemberInput.CaughtUp());
        stage.step(
                new MemberInput.RingRead(stage.now(), new StoreReading.Missing(VaultTime.exactly(stage.now().wall()))));

        assertThat(stage.member().ready()).isFalse();
        assertThat(stage.reported()).contains(Problem.NO_RING);
        assertThat(stage.pass(Duration.ofSeconds(15)).wantsRingRead() || stage.wantsMetadata()).isTrue();
    }

    @Test
    void vault_away_at_the_start_leaves_it_alive_and_trying() {
        Stage stage = new Stage(Stage.SETTINGS).step(new MemberInput.Announced()).step(new MemberInput.CaughtUp())
                .storeFails();

        assertThat(stage.member().ready()).isFalse();
        assertThat(stage.reported()).contains(Problem.STORE_UNREACHABLE);
        assertThat(stage.pass(Duration.ofMillis(100)).wantsRingRead()).isTrue();
        assertThat(stage.reads(first).member().ready()).isTrue();
        assertThat(stage.member().problems()).isEmpty();
    }

    private static MemberSettings settingsWith(Duration maxTokenLifetime, Duration poll) {
        return new MemberSettings("habit-tracker", "m", "s", MemberRole.MEMBER,
                new Timing(poll, Duration.ofSeconds(5), Duration.ofSeconds(5),
                        Duration.ofSeconds(5)),
                maxTokenLifetime, Duration.ofSeconds(5), true);
    }
}
