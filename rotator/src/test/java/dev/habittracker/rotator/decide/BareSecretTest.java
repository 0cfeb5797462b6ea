package dev.habittracker.rotator.decide;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.KeyAdopted;
import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.keyring.ring.write.AdoptSecret;
import dev.habittracker.keyring.ring.write.BareSecret;
import dev.habittracker.keyring.ring.write.ReplaceNext;
import dev.habittracker.keyring.ring.write.RevokeKey;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.scene.CountingMint;
import dev.habittracker.rotator.scene.Scene;
import dev.habittracker.rotator.scene.Story;

import static dev.habittracker.rotator.scene.Deciding.as;
import static dev.habittracker.rotator.scene.Deciding.finishes;
import static dev.habittracker.rotator.scene.Deciding.isHeldUp;
import static dev.habittracker.rotator.scene.Deciding.writes;
import static org.assertj.core.api.Assertions.assertThat;

/// A secret that was put by hand becomes the first key, or a rotation from outside.
class BareSecretTest {

    private static final KeyMaterial BY_HAND = CountingMint.secret(900);
    private static final KeyMaterial TOO_SHORT = KeyMaterial.ofSecretText(SigningAlgorithm.HS256, "short");

    @Test
    void adopt_noRingWasThere_itBecomesTheFirstKey() {
        Scene scene = Scene.empty().put(BY_HAND);

        Decision.Write write = writes(AdoptSecret.class, scene);

        assertThat(write).isEqualTo(new Decision.Write(new AdoptSecret(new BareSecret(BY_HAND, 1), Story.POLICY), null,
                1, "a secret put by hand stands in Vault; it becomes the first key", List.of()));
        scene.write(write.write());
        assertThat(scene.ring().activeKey().material()).isEqualTo(BY_HAND);
    }

    @Test
    void adopt_itIsTooShortForItsAlgorithm_aFreshKeySignsAndItOnlyVerifies() {
        Scene scene = Scene.empty().put(TOO_SHORT);

        scene.write(writes(AdoptSecret.class, scene).write());

        assertThat(scene.ring().activeKey().material().longEnough()).isTrue();
        assertThat(scene.ring().retiringKeys()).extracting(key -> key.material()).containsExactly(TOO_SHORT);
    }

    @Test
    void adopt_noRingWasThereAndKafkaGivesNoAnswer_waits() {
        Scene scene = Scene.empty().put(BY_HAND).kafkaAway();

        assertThat(isHeldUp(scene).reason()).isEqualTo("a secret put by hand stands in Vault, and Kafka cannot be asked"
                + " whether there was a ring before: no broker answers");
    }

    @Test
    void adopt_othersKnowOfARing_waits_forVaultWasRestoredFromBeforeIt() {
        Scene scene = lostRing();

        assertThat(isHeldUp(scene).reason()).startsWith("a secret without a ring stands in Vault, but the history knows"
                + " of a ring at 1795507200.1: ").contains("`forget`");
    }

    @Test
    void forget_othersKnowOfARing_declaresItFalseAndTheSecretIsAdopted() {
        Scene scene = lostRing();
        OpenRequest request = scene.asked("r-1", new Command.ForgetHeard());

        Decision.Forget forget = as(Decision.Forget.class, scene);

        assertThat(forget.top()).isEqualTo(Position.NONE);
        assertThat(forget.request()).isEqualTo(request);
        assertThat(forget.writes()).extracting(write -> write.position().version()).containsOnly(1L);
        scene.declaredFalse(forget.writes());
        writes(AdoptSecret.class, scene);
    }

    @Test
    void adopt_clocksDiffer_waits() {
        Scene scene = Scene.empty().put(BY_HAND).localClockAhead(Duration.ofSeconds(7));

        assertThat(isHeldUp(scene).reason()).startsWith("Vault's clock and this rotator's differ by 7 s");
    }

    @Test
    void adopt_theScheduleIsTooShort_waitsWithTheArithmetic() {
        Scene scene = Scene.empty().put(BY_HAND);
        scene.keeping().every(Duration.ofHours(1));

        assertThat(isHeldUp(scene).reason()).contains("the shortest safe period is overlap 4,520 s + 4S 20 s");
    }

    @Test
    void adopt_overARing_isARotationFromOutside() {
        Scene scene = Scene.created().put(BY_HAND);
        Kid former = scene.ring().active();

        Decision.Write write = writes(AdoptSecret.class, scene);

        assertThat(write.base()).isEqualTo(scene.ring());
        assertThat(write.expected()).isEqualTo(2);
        assertThat(write.reason())
                .isEqualTo("a secret put by hand stands over the ring at 1795507200.1: it is adopted as"
                        + " a rotation from outside. To refuse the former keys, revoke them");
        scene.write(write.write());
        assertThat(scene.ring().activeKey().material()).isEqualTo(BY_HAND);
        assertThat(scene.ring().retiringKeys()).extracting(key -> key.kid()).containsExactly(former);
        assertThat(Alarms.of(Scene.created().put(BY_HAND).gathered())).extracting(Alarm::kind)
                .containsExactly(Alarm.Kind.SECRET);
    }

    @Test
    void adopt_itIsTheActiveKey_isWrittenAgainAndNothingIsAdopted() {
        Scene scene = Scene.created();
        Ring before = scene.ring();
        scene.put(before.activeKey().material());

        KeyEvent event = scene.write(writes(AdoptSecret.class, scene).write());

        assertThat(scene.ring().keys()).isEqualTo(before.keys());
        assertThat(((KeyAdopted) event).former()).isEmpty();
        assertThat(scene.ring().active()).isEqualTo(before.active());
    }

    @Test
    void adopt_itWasRevoked_theRingIsWrittenAgainWithoutIt() {
        Scene scene = Scene.created();
        KeyMaterial revoked = scene.ring().activeKey().material();
        scene.write(new RevokeKey(scene.ring().active()));
        Ring before = scene.ring();
        scene.put(revoked);

        Decision.Write write = writes(AdoptSecret.class, scene);
        scene.write(write.write());

        assertThat(write.reason())
                .isEqualTo(
                        "a secret put by hand is one that was revoked: it is refused, and the ring is written again");
        assertThat(scene.ring().keys()).isEqualTo(before.keys());
    }

    @Test
    void adopt_itWasRevoked_theVersionThatStillHasItIsDestroyed() {
        Scene scene = Scene.created();
        KeyMaterial revoked = scene.ring().activeKey().material();
        scene.write(new RevokeKey(scene.ring().active()));
        scene.put(revoked);
        long byHand = scene.version();
        scene.write(writes(AdoptSecret.class, scene).write());
        scene.readableFrom(byHand);

        assertThat(as(Decision.DestroyBelow.class, scene).version()).isEqualTo(byHand + 1);
    }

    @Test
    void adopt_theRingBelowHasUnpublishedEvents_theyAreSentFirst() {
        Scene scene = Scene.created();
        KeyEvent unheard = scene.writeUnheard(new ReplaceNext());
        scene.put(BY_HAND);

        assertThat(as(Decision.Publish.class, scene).events()).containsExactly(unheard);
    }

    @Test
    void adopt_theEventsOfTheRingBelowHaveJustFailed_goesOnWithoutThem() {
        Scene scene = Scene.created();
        scene.writeUnheard(new ReplaceNext());
        scene.put(BY_HAND);

        assertThat(Decide.decide(scene.gathered(), Set.of(Upkeep.PUBLISH))).isInstanceOf(Decision.Write.class);
    }

    @Test
    void adopt_itsTwoEntriesWouldPushAnUnpublishedOneOut_waits() {
        Scene scene = Scene.created().topicEmptied().historyLost().unheardWrites(Ring.JOURNAL_LIMIT - 2);
        scene.kafkaAway().put(BY_HAND);

        assertThat(isHeldUp(scene).reason()).startsWith("the journal is full, and the entry of 1795507200.1 is not");
    }

    @Test
    void adopt_aRevocationIsWaitingForIt_waitsForNothing() {
        Scene scene = Scene.created().unheardWrites(Ring.JOURNAL_LIMIT);
        scene.localClockAhead(Duration.ofHours(1)).put(BY_HAND);
        scene.asked("r-1", new Command.RevokeKid(scene.ring().active()));

        writes(AdoptSecret.class, scene);
    }

    @Test
    void request_thatIsInTheJournalOfTheRingBelow_isDone() {
        Scene scene = Scene.created();
        scene.asked("r-1", new Command.RotateNow());
        scene.rotate();
        scene.put(BY_HAND);

        assertThat(finishes(scene).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void decide_theSecretCannotBeUsed_waitsWithAnAlarm() {
        Scene scene = Scene.created();
        scene.vaultHas(new StoreReading.Malformed(scene.gathered().now(), 2,
                "jwt_algorithm of a secret put by hand must be HS256 or be left out"));

        assertThat(isHeldUp(scene).reason()).isEqualTo("version 2 of the secret is neither a ring nor a usable secret:"
                + " jwt_algorithm of a secret put by hand must be HS256 or be left out. Write a secret with"
                + " jwt_secret_key over it, or destroy it and restore an earlier version");
        assertThat(Alarms.of(scene.gathered())).extracting(Alarm::kind).containsExactly(Alarm.Kind.SECRET);
    }

    /// Vault was restored from before the ring, when only a secret put by hand was there.
    private static Scene lostRing() {
        Scene scene = Scene.created();
        scene.vaultHas(new StoreReading.Bare(scene.gathered().now(), new BareSecret(BY_HAND, 1), scene.now(), null));
        return scene;
    }
}
