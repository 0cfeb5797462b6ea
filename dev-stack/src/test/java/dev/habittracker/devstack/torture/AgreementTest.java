package dev.habittracker.devstack.torture;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.habittracker.devstack.kafka.EventDump.Event;
import dev.habittracker.devstack.keyring.MemberView;
import dev.habittracker.devstack.keyring.RotationView;

import static org.assertj.core.api.Assertions.assertThat;

class AgreementTest {

    @Test
    void topic_withEveryVersionOnce_orRepeatedWithTheSameId_agrees() {
        assertThat(Agreement.ofTopic(2, List.of(new Event("9.1", "a"), new Event("9.2", "b"), new Event("9.2", "b"))))
                .isEmpty();
    }

    @Test
    void topic_withAGap_anotherId_orAVersionTooMany_doesNot() {
        assertThat(Agreement.ofTopic(2, List.of(new Event("9.2", "b"), new Event("9.2", "c"), new Event("9.3", "d"))))
                .containsExactly("version 1 has 0 different events in the topic",
                        "version 2 has 2 different events in the topic",
                        "the topic has an event of version 3, Vault has only 2");
    }

    @Test
    void history_withAGapOrADouble_doesNotAgree() {
        assertThat(Agreement.ofHistory(1, List.of(row("9.1", "key-rotated", "due")))).isEmpty();
        assertThat(Agreement.ofHistory(2, List.of(row("9.1", "x", ""), row("9.1", "x", ""))))
                .containsExactly("version 1 stands in the history 2 times", "version 2 stands in the history 0 times");
    }

    @Test
    void schedule_withOneDueTimeAnsweredTwice_doesNotAgree() {
        String first = "due since 2026-11-24T08:00:00Z by the schedule 0/30 * * * * ?";
        String second = "due since 2026-11-24T08:00:30Z by the schedule 0/30 * * * * ?";

        assertThat(Agreement.ofSchedule(List.of(row("9.1", "key-rotated", first), row("9.2", "key-rotated", second))))
                .isEmpty();
        assertThat(Agreement.ofSchedule(List.of(row("9.1", "key-rotated", first), row("9.2", "key-rotated", first))))
                .singleElement().asString().contains("2026-11-24T08:00:00Z was done 2 times");
        assertThat(Agreement.ofSchedule(List.of(row("9.1", "ring-created", "nothing there")))).hasSize(1);
    }

    @Test
    void members_behindOrMissing_doNotAgree() {
        assertThat(Agreement.ofMembers("9.2", 1, List.of(member("9.2", true), member("9.1", false)))).isEmpty();
        assertThat(Agreement.ofMembers("9.2", 2, List.of(member("9.1", true))))
                .containsExactly("1 members are live, 2 processes run", "habit-api-1 has ring 9.1, Vault has 9.2");
    }

    private static MemberView member(String position, boolean live) {
        return new MemberView("instance", "habit-api-1", position, Optional.empty(), live);
    }

    private static RotationView row(String id, String event, String reason) {
        return new RotationView(id, event, reason, Instant.EPOCH, List.of(), Map.of());
    }
}
