package dev.habittracker.rotator.reconcile;

import org.junit.jupiter.api.Test;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.keyring.ring.write.ReplaceNext;
import dev.habittracker.rotator.known.EventTail;
import dev.habittracker.rotator.scene.Scene;
import dev.habittracker.rotator.scene.Story;

import static org.assertj.core.api.Assertions.assertThat;

/// What every topic of key events does.
public abstract class EventTopicContract {

    private final Scene scene = Scene.created();

    /// A topic without events.
    protected abstract EventTopic topic();

    @Test
    void tail_nothingWasSent_isEmpty() {
        assertThat(topic().tail(Story.KEYRING)).isEqualTo(EventTail.EMPTY);
    }

    @Test
    void tail_eventsWereSent_hasThemInTheirOrderAndRepeatsToo() {
        KeyEvent first = scene.write(new ReplaceNext());
        KeyEvent second = scene.write(new ReplaceNext());

        topic().send(second);
        topic().send(first);
        topic().send(second);

        assertThat(topic().tail(Story.KEYRING).events()).containsExactly(second, first, second);
    }

    @Test
    void tail_ofAnotherKeyring_hasNothingOfThisOne() {
        topic().send(scene.write(new ReplaceNext()));

        assertThat(topic().tail("another").events()).isEmpty();
        assertThat(topic().tail(Story.KEYRING).events()).hasSize(1);
    }
}
