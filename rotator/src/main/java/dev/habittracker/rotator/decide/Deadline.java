package dev.habittracker.rotator.decide;

import java.time.Instant;
import java.util.Optional;

import dev.habittracker.keyring.ring.Seconds;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.OpenRequest;

/// A request for a rotation does not wait beyond its deadline, whatever holds it up: one that was asked for days ago must
/// not be carried out when the obstacle goes away.
final class Deadline {

    private Deadline() {}

    /// Whether the deadline of what was wanted since then has passed, by the earlier end of Vault's now.
    static boolean passed(Gathered known, Instant since) {
        return !known.now().earliest().isBefore(since.plus(known.rules().deadline()));
    }

    /// The wait, with every open request in it; or the end of a request that waited too long.
    static Decision heed(Gathered known, Decision.Wait wait) {
        return late(known).<Decision>map(request -> new Decision.Finish(request, Outcome.BLOCKED, null,
                "not done within " + Seconds.text(known.rules().deadline()) + ": " + wait.reason()))
                .orElseGet(() -> new Decision.Wait(wait.reason(), wait.pending(), wait.members(), known.requests()));
    }

    private static Optional<OpenRequest> late(Gathered known) {
        return known.asking(Command.RotateNow.class).stream().filter(request -> passed(known, request.accepted()))
                .findFirst();
    }
}
