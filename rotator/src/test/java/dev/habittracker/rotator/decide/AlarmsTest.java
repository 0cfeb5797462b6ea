package dev.habittracker.rotator.decide;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.MemberRole;
import dev.habittracker.keyring.ring.write.ReplaceNext;
import dev.habittracker.keyring.ring.write.Retire;
import dev.habittracker.keyring.ring.write.RollBack;
import dev.habittracker.rotator.known.Echo;
import dev.habittracker.rotator.scene.Scene;
import dev.habittracker.rotator.scene.Statuses;
import dev.habittracker.rotator.scene.Story;

import static org.assertj.core.api.Assertions.assertThat;

/// Nothing important stops silently. What concerns forks, secrets and policies is with the decisions on them.
class AlarmsTest {

    @Test
    void none_everythingIsAsItShouldBe() {
        Scene scene = Scene.created();
        scene.member(Statuses.using("m-1", scene.ring(), scene.now()));

        assertThat(alarms(scene)).isEmpty();
    }

    @Test
    void overdue_aRotationIsDueForLongerThanTheDeadline() {
        Scene scene = Scene.created().step(Story.PERIOD.plus(Story.DEADLINE));
        assertThat(alarms(scene)).isEmpty();

        assertThat(alarms(scene.step(Duration.ofMillis(1)))).containsExactly(new Alarm(Alarm.Kind.ROTATION_OVERDUE,
                "a rotation is due since 2026-11-25T08:00:00Z"));
    }

    @Test
    void overdue_notWhileRotationIsOnHold() {
        Scene scene = Scene.created();
        var first = scene.ring().active();
        scene.rotate();
        scene.write(new RollBack(first, false));
        scene.step(Story.PERIOD.multipliedBy(2));
        scene.write(new Retire());

        assertThat(alarms(scene)).isEmpty();
    }

    @Test
    void lagging_aLiveMemberHasNotWhatStandsForLongerThanSpread() {
        Scene scene = Scene.created();
        scene.member(Statuses.using("m-1", scene.ring(), scene.now()));
        scene.write(new ReplaceNext());
        scene.step(Story.SPREAD);
        assertThat(alarms(scene)).isEmpty();

        assertThat(alarms(scene.step(Duration.ofMillis(1)))).containsExactly(new Alarm(Alarm.Kind.MEMBER_LAGGING,
                "member m-1 (habit-api) has the ring at 1795507200.1, but for 35.001 s there is one at 1795507200.2"));
    }

    @Test
    void lagging_aLiveMemberHasNoRingForLongerThanSpread() {
        Scene scene = Scene.created();
        scene.member(Statuses.of("m-1", MemberRole.MEMBER, 1, null, scene.now()));

        assertThat(alarms(scene.step(Story.SPREAD.plusMillis(1)))).extracting(Alarm::message).first().asString()
                .startsWith("member m-1 (habit-api) has no ring");
    }

    @Test
    void lagging_notAMemberThatIsGone() {
        Scene scene = Scene.created();
        scene.member(Statuses.of("m-1", MemberRole.MEMBER, 1, null, scene.now()), false);

        assertThat(alarms(scene.step(Story.SPREAD.plusMillis(1)))).isEmpty();
    }

    @Test
    void clockOff_aMembersClockDiffersByMoreThanSAndASecond() {
        Scene scene = Scene.created();
        scene.member(Statuses.clockOff(Statuses.using("m-1", scene.ring(), scene.now()), Duration.ofSeconds(-6)));
        assertThat(alarms(scene)).isEmpty();

        scene.member(Statuses.clockOff(Statuses.using("m-1", scene.ring(), scene.now()), Duration.ofMillis(-6_001)));
        assertThat(alarms(scene)).containsExactly(new Alarm(Alarm.Kind.CLOCK_OFF, "member m-1 (habit-api)'s clock and"
                + " Vault's differ by -6.001 s, more than S + 1 s = 6 s"));
    }

    @Test
    void unpublished_anEventIsMissingForLongerThanSpread() {
        Scene scene = Scene.created();
        scene.writeUnheard(new ReplaceNext());
        scene.step(Story.SPREAD);
        assertThat(kinds(scene)).doesNotContain(Alarm.Kind.EVENT_UNPUBLISHED);

        assertThat(kinds(scene.step(Duration.ofMillis(1)))).contains(Alarm.Kind.EVENT_UNPUBLISHED);
    }

    @Test
    void away_kafkaAndDatabase() {
        assertThat(kinds(Scene.created().kafkaAway())).containsExactly(Alarm.Kind.BUS_AWAY);
        assertThat(kinds(Scene.created().databaseAway())).containsExactly(Alarm.Kind.HISTORY_AWAY);
    }

    @Test
    void echoLost_onlyWhereThePartitionsAreSilent() {
        assertThat(kinds(Scene.created().echo(new Echo.State.Silent(Set.of(0)))))
                .containsExactly(Alarm.Kind.ECHO_LOST);
        assertThat(kinds(Scene.created().echo(new Echo.State.Listening(Story.HEARTBEAT)))).isEmpty();
    }

    @Test
    void planUnsafe_theScheduleIsShorterThanOverlapAnd4S() {
        Scene scene = Scene.created();
        scene.keeping().every(Duration.ofSeconds(4_539));

        assertThat(kinds(scene)).containsExactly(Alarm.Kind.PLAN_UNSAFE);
    }

    @Test
    void label_isInKebabCase() {
        assertThat(Alarm.Kind.ROTATION_OVERDUE.label()).isEqualTo("rotation-overdue");
    }

    private static List<Alarm> alarms(Scene scene) {
        return Alarms.of(scene.gathered());
    }

    private static List<Alarm.Kind> kinds(Scene scene) {
        return alarms(scene).stream().map(Alarm::kind).toList();
    }
}
