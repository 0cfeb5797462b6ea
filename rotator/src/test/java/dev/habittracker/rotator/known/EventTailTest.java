package dev.habittracker.rotator.known;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.write.AcceptRing;
import dev.habittracker.keyring.ring.write.ReplaceNext;
import dev.habittracker.rotator.scene.Scene;
import dev.habittracker.rotator.scene.Story;

import static org.assertj.core.api.Assertions.assertThat;

class EventTailTest {

    @Test
    void last_noEventStandsInTheTopic_isBelowEveryRing() {
        assertThat(EventTail.EMPTY.last()).isEqualTo(Position.NONE);
    }

    @Test
    void last_eventsAreRepeatedOutOfOrder_isTheHighest() {
        Scene scene = Scene.created();
        KeyEvent second = scene.write(new ReplaceNext());
        KeyEvent third = scene.write(new ReplaceNext());

        assertThat(new EventTail(List.of(second, third, second)).last()).isEqualTo(scene.ring().position());
    }

    @Test
    void last_aRestoredRingWasAccepted_itsEpochCountsBeforeTheVersion() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        KeyEvent second = scene.write(new ReplaceNext());
        KeyEvent third = scene.write(new ReplaceNext());
        KeyEvent accepted = scene.restore(backup).step(Story.SECOND)
                .write(new AcceptRing(0, null, true, Set.of(), Story.LIFETIME, Story.LEASE));

        assertThat(new EventTail(List.of(second, accepted, third)).last()).isEqualTo(scene.ring().position());
    }

    @Test
    void lacks_anotherWritesEventHasItsPlace_untilItsOwnStandsThereToo() {
        Scene scene = Scene.created();
        Ring backup = scene.ring();
        KeyEvent lost = scene.write(new ReplaceNext());
        KeyEvent second = scene.restore(backup).write(new ReplaceNext());
        KeyEvent third = scene.write(new ReplaceNext());
        Position place = EventTail.positionOf(second);
        String writeId = second.header().writeId();

        assertThat(EventTail.positionOf(lost)).isEqualTo(place);
        assertThat(new EventTail(List.of(lost)).lacks(place, writeId)).isTrue();
        assertThat(new EventTail(List.of(lost, third)).lacks(place, writeId)).isTrue();
        assertThat(new EventTail(List.of(lost, third, second)).lacks(place, writeId)).isFalse();
    }

    /// The tail begins somewhere: what is below it was sent.
    @Test
    void lacks_nothingStandsInItsPlaceBelowTheLast_wasSent() {
        Scene scene = Scene.created();
        KeyEvent second = scene.write(new ReplaceNext());
        KeyEvent third = scene.write(new ReplaceNext());

        assertThat(new EventTail(List.of(third)).lacks(EventTail.positionOf(second), second.header().writeId()))
                .isFalse();
        assertThat(new EventTail(List.of(second)).lacks(EventTail.positionOf(third), third.header().writeId()))
                .isTrue();
    }

    @Test
    void without_writesThatAnOperatorDeclaredFalse_onlyTheyAreGone() {
        Scene scene = Scene.created();
        KeyEvent real = scene.write(new ReplaceNext());
        KeyEvent forged = scene.write(new ReplaceNext());
        EventTail tail = new EventTail(List.of(real, forged));
        Position position = EventTail.positionOf(forged);

        assertThat(tail.without(List.of(new KnownWrite(position, forged.header().writeId(), "the topic"))).events())
                .containsExactly(real);
        assertThat(tail.without(List.of(new KnownWrite(position, real.header().writeId(), "the topic"))))
                .isEqualTo(tail);
    }
}
