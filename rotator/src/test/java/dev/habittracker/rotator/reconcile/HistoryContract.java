package dev.habittracker.rotator.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.write.AcceptRing;
import dev.habittracker.keyring.ring.write.ReplaceNext;
import dev.habittracker.rotator.known.KnownWrite;
import dev.habittracker.rotator.known.Past;
import dev.habittracker.rotator.scene.Scene;
import dev.habittracker.rotator.scene.Story;

import static org.assertj.core.api.Assertions.assertThat;

/// What every history does.
public abstract class HistoryContract {

    private static final Instant NOW = Story.START;

    private final Scene scene = Scene.created();

    /// A history that knows nothing of the keyring.
    protected abstract History history();

    /// The keyring's name.
    protected abstract String keyring();

    @Test
    void past_nothingIsRecorded_knowsNothing() {
        assertThat(past()).isEqualTo(new Past.Recorded(null, Set.of(), Position.NONE, List.of()));
    }

    @Test
    void record_aRing_isTheNewestWithItsKids() {
        history().record(keyring(), scene.ring(), NOW);

        assertThat(newest()).isEqualTo(write(scene.ring()));
        assertThat(past().kids()).isEqualTo(kids(scene.ring()));
        assertThat(past().published()).isEqualTo(Position.NONE);
    }

    @Test
    void record_repeated_changesNothing() {
        history().record(keyring(), scene.ring(), NOW);
        Past.Recorded before = past();

        history().record(keyring(), scene.ring(), NOW);

        assertThat(past()).isEqualTo(before);
    }

    @Test
    void record_aLaterRing_fillsInTheVersionsThatWereMissed() {
        history().record(keyring(), scene.ring(), NOW);
        scene.write(new ReplaceNext());
        Position missed = scene.ring().position();
        scene.write(new ReplaceNext());

        history().record(keyring(), scene.ring(), NOW);
        history().published(keyring(), missed, NOW);

        assertThat(newest()).isEqualTo(write(scene.ring()));
        assertThat(past().kids()).isEqualTo(kids(scene.ring()));
        assertThat(past().published()).isEqualTo(missed);
    }

    @Test
    void record_anEarlierRing_leavesTheNewest() {
        Ring earlier = scene.ring();
        scene.write(new ReplaceNext());
        history().record(keyring(), scene.ring(), NOW);

        history().record(keyring(), earlier, NOW);

        assertThat(newest()).isEqualTo(write(scene.ring()));
    }

    @Test
    void record_aRestoredRingWasAccepted_isTheNewestThoughItsNumberIsLower() {
        Ring backup = scene.ring();
        scene.write(new ReplaceNext());
        scene.write(new ReplaceNext());
        history().record(keyring(), scene.ring(), NOW);
        scene.restore(backup).step(Story.SECOND);
        scene.write(new AcceptRing(0, null, true, Set.of(), Story.LIFETIME, Story.LEASE));

        history().record(keyring(), scene.ring(), NOW);

        assertThat(newest()).isEqualTo(write(scene.ring()));
    }

    @Test
    void carriedOut_aRecordedVersionServedARequest_isThatVersion() {
        scene.writeUnheard(new ReplaceNext(), keyring() + "-r-1");
        Position served = scene.ring().position();
        scene.write(new ReplaceNext());
        history().record(keyring(), scene.ring(), NOW);

        assertThat(history().carriedOut(keyring(), Set.of(keyring() + "-r-1", "another")))
                .isEqualTo(Map.of(keyring() + "-r-1", served));
    }

    @Test
    void published_upToAPosition_laterVersionsAreNot() {
        scene.write(new ReplaceNext());
        Position second = scene.ring().position();
        scene.write(new ReplaceNext());
        history().record(keyring(), scene.ring(), NOW);

        history().published(keyring(), second, NOW);

        assertThat(past().published()).isEqualTo(second);
    }

    @Test
    void declareFalse_isRememberedOnce() {
        KnownWrite forged = new KnownWrite(new Position(1, 2), "forged", "the history");

        history().declareFalse(keyring(), List.of(forged), NOW);
        history().declareFalse(keyring(), List.of(forged), NOW);

        assertThat(past().forgotten()).containsExactly(forged);
    }

    @Test
    void stepAndApplied_mayComeBeforeAnyVersion() {
        history().step(keyring(), null, NOW, "wait", "there is no secret yet");
        history().applied(keyring(), List.of());

        assertThat(past().newest()).isNull();
    }

    private Past.Recorded past() {
        return history().past(keyring());
    }

    private KnownWrite newest() {
        return past().newestWrite().orElseThrow();
    }

    private static KnownWrite write(Ring ring) {
        return new KnownWrite(ring.position(), ring.writeId(), "the history");
    }

    private static Set<Kid> kids(Ring ring) {
        return ring.keys().stream().map(RingKey::kid).collect(Collectors.toSet());
    }
}
