package dev.habittracker.rotator.decide;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.JsonNodeFactory;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.write.ReplaceNext;
import dev.habittracker.keyring.ring.write.Rotate;
import dev.habittracker.rotator.scene.Scene;
import dev.habittracker.rotator.scene.Story;

import static org.assertj.core.api.Assertions.assertThat;

/// A journal may have entries of events that only a later version of the rotator knows.
class JournalsTest {

    private final Scene scene = Scene.created();

    @Test
    void newestRemoval_ofAnUnknownKind_counts_forItMayHaveTakenAKeyAway() {
        scene.step(Story.SPREAD).write(new Rotate());

        assertThat(Journals.newestRemoval(scene.ring())).isZero();
        assertThat(Journals.newestRemoval(withUnknownEnd())).isEqualTo(3);
    }

    @Test
    void eventsOf_anUnknownKindInBetween_endBeforeIt_forNoneMayOvertakeIt() {
        scene.write(new ReplaceNext());
        List<JournalEntry> entries = new ArrayList<>(scene.ring().journal());
        entries.add(1, unknown(2));

        assertThat(Journals.eventsOf(entries)).extracting(event -> event.header().version()).containsExactly(1L);
    }

    @Test
    void position_ofAnUnknownKind_isReadFromItsData() {
        assertThat(Journals.position(unknown(7))).isEqualTo(new Position(scene.ring().epoch(), 7));
        assertThat(Journals.requestId(unknown(7))).isNull();
    }

    @Test
    void requestId_isThatOfTheRequestThatTheWriteServed() {
        scene.writeUnheard(new ReplaceNext(), "r-1");

        assertThat(Journals.requestId(scene.ring().journal().getLast())).isEqualTo("r-1");
    }

    private Ring withUnknownEnd() {
        Ring ring = scene.ring();
        List<JournalEntry> journal = new ArrayList<>(ring.journal());
        journal.add(unknown(ring.version() + 1));
        return new Ring(ring.epoch(), ring.policy(), ring.active(), ring.activated(), ring.keys(), ring.carried(),
                ring.revoked(), ring.hold(), journal);
    }

    private JournalEntry unknown(long version) {
        return new JournalEntry(version, "w-x", "key-sharded", Story.START,
                JsonNodeFactory.instance.objectNode().put("epoch", scene.ring().epoch()));
    }
}
