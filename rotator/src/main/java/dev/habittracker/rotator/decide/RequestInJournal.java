package dev.habittracker.rotator.decide;

import java.util.Optional;

import dev.habittracker.events.EventType;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.Margins;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.OpenRequest;

/// A request whose id is in the journal is finished, whatever a table says; and one rotation serves all requests for a
/// rotation that were accepted before it. What the journal reaches no more is known from the history.
final class RequestInJournal implements Check {

    @Override
    public Optional<Decision> of(Gathered known, Ring ring) {
        return known.requests().stream().flatMap(request -> answer(request, ring).stream()).findFirst();
    }

    private static Optional<Decision> answer(OpenRequest request, Ring ring) {
        return ring.journal().stream().filter(entry -> answers(entry, request, ring)).findFirst()
                .<Decision>map(entry -> new Decision.Finish(request, Outcome.DONE, positionOf(entry),
                        "carried out by version " + entry.version() + " of the ring"))
                .or(() -> beyondTheJournal(request, ring));
    }

    /// The history has writes too that a restored backup undid. Those of the epoch in which the journal begins, and before
    /// its beginning, are none of them: a branch that was left begins another epoch.
    private static Optional<Decision> beyondTheJournal(OpenRequest request, Ring ring) {
        Position done = request.done();
        Position begins = positionOf(ring.journal().getFirst());
        return done == null || done.epoch() != begins.epoch() || done.version() >= begins.version()
                ? Optional.empty()
                : Optional.of(new Decision.Finish(request, Outcome.DONE, done,
                        "carried out by version " + done.version() + " of the ring, as the history has it"));
    }

    private static boolean answers(JournalEntry entry, OpenRequest request, Ring ring) {
        return request.id().equals(Journals.requestId(entry)) || rotatedSince(entry, request, ring);
    }

    private static boolean rotatedSince(JournalEntry entry, OpenRequest request, Ring ring) {
        return request.command() instanceof Command.RotateNow
                && entry.event().equals(EventType.KEY_ROTATED.wireName()) && isAfter(entry, request, ring);
    }

    /// Where nobody knew of a ring when the request was accepted, only the clocks can tell; then the rotation must have come
    /// later even if they differ by as much as two honest ones can.
    private static boolean isAfter(JournalEntry entry, OpenRequest request, Ring ring) {
        Position seen = request.seen();
        return seen == null
                ? entry.decided().isAfter(request.accepted().plus(Margins.clockTolerance(ring.policy().timing())))
                : positionOf(entry).isAfter(seen);
    }

    private static Position positionOf(JournalEntry entry) {
        return Journals.position(entry);
    }
}
