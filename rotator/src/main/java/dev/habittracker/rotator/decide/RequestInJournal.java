package dev.habittracker.rotator.decide;

import java.util.Optional;

import dev.habittracker.events.EventType;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.OpenRequest;

/// A request whose id is in the journal is finished, whatever a table says; and one rotation serves all requests for a
/// rotation that were accepted before it.
final class RequestInJournal implements Check {

    @Override
    public Optional<Decision> of(Gathered known, Ring ring) {
        return known.requests().stream().flatMap(request -> answer(request, ring).stream()).findFirst();
    }

    private static Optional<Decision> answer(OpenRequest request, Ring ring) {
        return ring.journal().stream().filter(entry -> answers(entry, request)).findFirst()
                .map(entry -> new Decision.Finish(request, Outcome.DONE, positionOf(entry),
                        "carried out by version " + entry.version() + " of the ring"));
    }

    private static boolean answers(JournalEntry entry, OpenRequest request) {
        return request.id().equals(Journals.requestId(entry)) || rotatedSince(entry, request);
    }

    private static boolean rotatedSince(JournalEntry entry, OpenRequest request) {
        Position seen = request.seen();
        return request.command() instanceof Command.RotateNow && seen != null
                && entry.event().equals(EventType.KEY_ROTATED.wireName()) && positionOf(entry).isAfter(seen);
    }

    private static Position positionOf(JournalEntry entry) {
        return Journals.position(entry);
    }
}
