package dev.habittracker.rotator.known;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.MemberRole;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.rotator.scene.Scene;
import dev.habittracker.rotator.scene.Statuses;
import dev.habittracker.rotator.scene.Story;

import static org.assertj.core.api.Assertions.assertThat;

/// Who is live goes by the receiver's monotonic clock alone.
class LiveMembersTest {

    private static final Moment START = new Moment(Story.START, Duration.ofHours(7));
    private static final Duration THREE_INTERVALS = Story.HEARTBEAT.multipliedBy(3);

    private final Ring ring = Scene.created().ring();
    private final String next = ring.nextKey().kid().toString();

    @Test
    void member_heardWithinThreeOfItsIntervals_isLive() {
        LiveMembers members = LiveMembers.NOBODY.plus(status("m-1", 1), START);

        assertThat(members.at(START.plus(THREE_INTERVALS.minusMillis(1))).live()).hasSize(1);
    }

    @Test
    void member_notHeardForThreeOfItsIntervals_isNotLiveButListed() {
        LiveMembers members = LiveMembers.NOBODY.plus(status("m-1", 1), START);

        LiveMembers.Roll roll = members.at(START.plus(THREE_INTERVALS));

        assertThat(roll.live()).isEmpty();
        assertThat(roll.all()).extracting(LiveMembers.Entry::name).containsExactly("m-1 (habit-api)");
    }

    @Test
    void member_theReceiversWallClockJumps_isLiveAllTheSame() {
        LiveMembers members = LiveMembers.NOBODY.plus(status("m-1", 1), START);

        assertThat(members.at(new Moment(START.wall().plus(Duration.ofDays(1)), START.monotonic())).live()).hasSize(1);
        assertThat(members.at(new Moment(START.wall(), START.monotonic().plus(THREE_INTERVALS))).live()).isEmpty();
    }

    @Test
    void status_olderThanTheLast_changesNothing() {
        LiveMembers members = LiveMembers.NOBODY.plus(status("m-1", 2), START);

        assertThat(members.plus(status("m-1", 1), START.plus(Story.HEARTBEAT))).isSameAs(members);
    }

    @Test
    void status_repeated_countsAsHeardAgain() {
        LiveMembers members = LiveMembers.NOBODY.plus(status("m-1", 2), START)
                .plus(status("m-1", 2), START.plus(Story.HEARTBEAT));

        assertThat(members.at(START.plus(THREE_INTERVALS)).live()).hasSize(1);
    }

    @Test
    void member_tookItsLeave_isGone() {
        LiveMembers members = LiveMembers.NOBODY.plus(status("m-1", 1), START).plus(status("m-2", 1), START);

        assertThat(members.without("m-1").at(START).all()).extracting(LiveMembers.Entry::name)
                .containsExactly("m-2 (habit-api)");
    }

    @Test
    void key_heldFromTheFirstStatusOn_itsTimeIsWhenThatRingWasApplied() {
        Instant applied = Story.START.minusSeconds(100);
        LiveMembers members = LiveMembers.NOBODY.plus(Statuses.of("m-1", MemberRole.MEMBER, 1, ring, applied), START)
                .plus(Statuses.of("m-1", MemberRole.MEMBER, 2, ring, applied.plusSeconds(50)), START);

        assertThat(entry(members).heard().held()).containsEntry(next, applied);
    }

    @Test
    void key_failedItsSelfTestMeanwhile_itsTimeStartsAnew() {
        Instant later = Story.START.plusSeconds(50);
        LiveMembers members = LiveMembers.NOBODY.plus(status("m-1", 1), START)
                .plus(Statuses.failing(status("m-1", 2), ring.nextKey().kid()), START);
        assertThat(entry(members).heard().held()).doesNotContainKey(next);
        assertThat(entry(members).canUse(next)).isFalse();

        members = members.plus(Statuses.of("m-1", MemberRole.MEMBER, 3, ring, later), START);

        assertThat(entry(members).heard().held()).containsEntry(next, later);
        assertThat(entry(members).canUse(next)).isTrue();
    }

    @Test
    void key_notInTheStatus_cannotBeUsed() {
        LiveMembers members = LiveMembers.NOBODY.plus(Statuses.without(status("m-1", 1), ring.nextKey().kid()), START);

        assertThat(entry(members).key(next)).isNull();
        assertThat(entry(members).canUse(next)).isFalse();
    }

    @Test
    void silentSince_onlyThoseThatAreNotLiveAndWereLastSentLongAgo() {
        LiveMembers members = LiveMembers.NOBODY.plus(status("m-1", 1), START)
                .plus(Statuses.of("m-2", MemberRole.MEMBER, 1, ring, Story.START.plus(Duration.ofHours(2))),
                        START.plus(Duration.ofHours(2)));
        Moment now = START.plus(Duration.ofHours(24).plusMillis(1));

        assertThat(members.silentSince(Duration.ofHours(24), now)).containsExactly("m-1");
        assertThat(members.silentSince(Duration.ofHours(24), START.plus(Duration.ofHours(24)))).isEmpty();
        assertThat(members.plus(status("m-1", 2), now).silentSince(Duration.ofHours(24), now)).isEmpty();
    }

    private MemberStatus status(String instance, long sequence) {
        return Statuses.of(instance, MemberRole.MEMBER, sequence, ring, Story.START);
    }

    private static LiveMembers.Entry entry(LiveMembers members) {
        return members.at(START).all().getFirst();
    }
}
