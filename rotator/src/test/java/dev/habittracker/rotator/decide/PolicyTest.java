package dev.habittracker.rotator.decide;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.keyring.ring.write.ChangePolicy;
import dev.habittracker.keyring.ring.write.ReplaceNext;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.PolicyChange;
import dev.habittracker.rotator.scene.Scene;
import dev.habittracker.rotator.scene.Statuses;
import dev.habittracker.rotator.scene.Story;

import static dev.habittracker.rotator.scene.Deciding.as;
import static dev.habittracker.rotator.scene.Deciding.finishes;
import static dev.habittracker.rotator.scene.Deciding.isHeldUp;
import static dev.habittracker.rotator.scene.Deciding.isIdle;
import static dev.habittracker.rotator.scene.Deciding.writes;
import static org.assertj.core.api.Assertions.assertThat;

/// The ring gets the policy that it should have, and NEXT follows the policy.
class PolicyTest {

    private static final Policy LONGER = Story.policy(Duration.ofMinutes(20));
    private static final Policy ES256 = Story.policy(SigningAlgorithm.ES256);
    private static final String KINDS = "a change from HS256 to ES256 takes their key from plain clients that read"
            + " jwt_secret_key: allow it with allow_kind_change in the command";

    @Test
    void target_differsFromTheRings_isWritten() {
        Scene scene = Scene.created();
        scene.keeping().target(LONGER);

        assertThat(writes(ChangePolicy.class, scene)).isEqualTo(new Decision.Write(new ChangePolicy(LONGER, false),
                scene.ring(), 1, "the policy was changed", List.of()));
    }

    @Test
    void target_nobodyCanSayWhatItIs_isLeftAlone() {
        Scene scene = Scene.created();
        scene.keeping().target(null);

        isIdle(scene);
    }

    @Test
    void target_isOfAnotherKindThatNobodyAllowed_isLeftAloneWithAnAlarm() {
        Scene scene = Scene.created();
        scene.keeping().target(ES256);

        isIdle(scene);
        assertThat(Alarms.of(scene.gathered())).containsExactly(new Alarm(Alarm.Kind.POLICY_NOT_APPLIED, KINDS));
    }

    @Test
    void target_isOfAnotherKindThatIsAllowed_isWritten() {
        Scene scene = Scene.created();
        scene.keeping().target(ES256).allowKindChange();

        assertThat(writes(ChangePolicy.class, scene).write()).isEqualTo(new ChangePolicy(ES256, true));
    }

    @Test
    void target_makesTheScheduleUnsafe_isLeftAloneWithAnAlarm() {
        Scene scene = Scene.created();
        scene.keeping().target(LONGER).every(Duration.ofSeconds(4_540));

        isIdle(scene);
        assertThat(Alarms.of(scene.gathered())).extracting(Alarm::kind)
                .containsExactly(Alarm.Kind.POLICY_NOT_APPLIED);
    }

    @Test
    void target_clocksDiffer_waits() {
        Scene scene = Scene.created().localClockAhead(Duration.ofSeconds(7));
        scene.keeping().target(LONGER);

        isHeldUp(scene);
    }

    @Test
    void command_isRememberedFirst_thenWritten() {
        Scene scene = Scene.created();
        scene.asked("r-1", command(new PolicyChange(null, Duration.ofMinutes(20), null), false));

        assertThat(as(Decision.Aim.class, scene))
                .isEqualTo(new Decision.Aim(LONGER, false, "an operator changes the policy"));
        scene.keeping().target(LONGER);
        assertThat(writes(ChangePolicy.class, scene).requests()).hasSize(1);
    }

    @Test
    void command_thatWouldAllowAnotherKind_isRememberedWithThat() {
        Scene scene = Scene.created();
        scene.keeping().target(LONGER);
        scene.asked("r-1", command(new PolicyChange(null, Duration.ofMinutes(20), null), true));

        assertThat(as(Decision.Aim.class, scene).allowKindChange()).isTrue();
    }

    @Test
    void command_sameAsTheRingsPolicy_isDone() {
        Scene scene = Scene.created();
        scene.asked("r-1", command(new PolicyChange(null, Story.LIFETIME, null), false));

        assertThat(finishes(scene).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void command_sameAsTheRingsPolicyWhileAnotherIsToCome_replacesTheOneToCome() {
        Scene scene = Scene.created();
        scene.keeping().target(LONGER);
        scene.asked("r-1", command(new PolicyChange(null, Story.LIFETIME, null), false));

        assertThat(as(Decision.Aim.class, scene).target()).isEqualTo(Story.POLICY);
    }

    @Test
    void command_toAnotherKind_isRefusedUnlessItSaysSo() {
        Scene scene = Scene.created();
        scene.asked("r-1", command(new PolicyChange(SigningAlgorithm.ES256, null, null), false));
        assertThat(finishes(scene).reason()).isEqualTo(KINDS);

        Scene allowed = Scene.created();
        allowed.asked("r-1", command(new PolicyChange(SigningAlgorithm.ES256, null, null), true));
        assertThat(as(Decision.Aim.class, allowed).target()).isEqualTo(ES256);
    }

    @Test
    void command_makesTheScheduleUnsafe_isRefusedWithTheArithmetic() {
        Scene scene = Scene.created();
        scene.keeping().every(Duration.ofSeconds(4_540));
        scene.asked("r-1", command(new PolicyChange(null, null, Duration.ofHours(2)), false));

        assertThat(finishes(scene).reason()).contains("overlap = lease 7,200 s + L 900 s");
    }

    @Test
    void command_withAValueThatIsNotAllowed_isRefused() {
        Scene scene = Scene.created();
        scene.asked("r-1", command(new PolicyChange(null, Duration.ofMillis(10), null), false));

        assertThat(finishes(scene).reason()).isEqualTo("max-token-lifetime must be at least PT1S, not PT0.01S");
    }

    @Test
    void command_withADurationThatNoSumCanHold_isRefused() {
        Scene scene = Scene.created();
        scene.asked("r-1", command(new PolicyChange(null, Duration.ofSeconds(Long.MAX_VALUE), null), false));

        assertThat(finishes(scene).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(finishes(scene).reason()).startsWith("max-token-lifetime must be at most PT8784H (366 days)");
    }

    @Test
    void next_isNotOfThePolicysAlgorithm_isReplaced() {
        Scene scene = Scene.created(ES256);
        scene.keeping().target(Story.policy(SigningAlgorithm.EdDSA));
        scene.write(new ChangePolicy(Story.policy(SigningAlgorithm.EdDSA), false));

        assertThat(writes(ReplaceNext.class, scene).reason())
                .isEqualTo("NEXT " + scene.ring().nextKey().kid() + " is for ES256 but the policy asks for EdDSA");
    }

    @Test
    void next_aLiveMembersSelfTestFailed_isReplacedOnce() {
        Scene scene = Scene.created();
        scene.member(Statuses.failing(Statuses.using("m-1", scene.ring(), scene.now()),
                scene.ring().nextKey().kid()));

        assertThat(writes(ReplaceNext.class, scene).reason())
                .isEqualTo("member m-1 (habit-api) cannot use NEXT " + scene.ring().nextKey().kid());
        scene.write(new ReplaceNext());
        scene.member(Statuses.failing(Statuses.using("m-1", scene.ring(), scene.now()),
                scene.ring().nextKey().kid()));
        isIdle(scene);
    }

    @Test
    void next_theSelfTestOfAMemberThatIsNotLiveFailed_isKept() {
        Scene scene = Scene.created();
        scene.member(Statuses.failing(Statuses.using("m-1", scene.ring(), scene.now()),
                scene.ring().nextKey().kid()), false);

        isIdle(scene);
    }

    @Test
    void next_aLiveMemberDoesNotHaveItYet_isKept() {
        Scene scene = Scene.created();
        scene.member(Statuses.without(Statuses.using("m-1", scene.ring(), scene.now()),
                scene.ring().nextKey().kid()));

        isIdle(scene);
    }

    @Test
    void next_unfitWhileClocksDiffer_waits() {
        Scene scene = Scene.created().localClockAhead(Duration.ofSeconds(7));
        scene.member(Statuses.failing(Statuses.using("m-1", scene.ring(), scene.now()),
                scene.ring().nextKey().kid()));

        isHeldUp(scene);
    }

    @Test
    void overlap_anOperatorCountsOnLessThanTheSum_isRefusedWithTheArithmetic() {
        assertThat(Plan.overlapProblem(Story.POLICY, Story.OVERLAP.minusSeconds(1))).hasValue("the overlap of"
                + " 4,519 s is too short: overlap = lease 3,600 s + L 900 s + 2S 10 s + W 5 s + lag 5 s = 4,520 s."
                + " Configure at least that, or shorten max-token-lifetime or signing-lease");
        assertThat(Plan.overlapProblem(Story.POLICY, Story.OVERLAP)).isEmpty();
    }

    private static Command command(PolicyChange change, boolean allowKindChange) {
        return new Command.ChangeRules(change, allowKindChange);
    }
}
