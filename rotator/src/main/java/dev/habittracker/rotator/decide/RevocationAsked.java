package dev.habittracker.rotator.decide;

import java.util.List;
import java.util.Optional;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.write.RevokeAll;
import dev.habittracker.keyring.ring.write.RevokeKey;
import dev.habittracker.keyring.ring.write.RingWrite;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.OpenRequest;

/// A revocation never waits: not for Kafka, members, clocks, the journal or the schedule.
final class RevocationAsked implements Check {

    @Override
    public Optional<Decision> of(Gathered known, Ring ring) {
        return known.requests().stream().filter(request -> request.command().revokes()).findFirst()
                .map(request -> revoke(request, ring));
    }

    private static Decision revoke(OpenRequest request, Ring ring) {
        return switch (request.command()) {
            case Command.RevokeKid revoke -> write(new RevokeKey(revoke.kid()), request, ring,
                    "an operator revokes " + revoke.kid());
            case Command.RevokeActive revoke -> active(revoke.view(), request, ring);
            case Command.RevokeEverything _ -> write(new RevokeAll(), request, ring, "an operator revokes every key");
            case Command.RotateNow _,Command.RollBackTo _,Command.ResumeRotation _,Command.AcceptRestored _,Command.ForgetHeard _,Command.ChangeRules _,Command.RestoreDeleted _ ->
                throw new IllegalStateException(request.command().operation() + " revokes nothing");
        };
    }

    /// "The active one" means the one that the operator saw; another may sign by now, and that one is innocent.
    private static Decision active(Position view, OpenRequest request, Ring ring) {
        return view.equals(ring.position())
                ? write(new RevokeKey(ring.active()), request, ring, "an operator revokes the active key "
                        + ring.active())
                : new Decision.Finish(request, Outcome.REFUSED, null, Outdated.explain(view, ring)
                        + ", or revoke the key by its kid, which works on any ring");
    }

    private static Decision write(RingWrite write, OpenRequest request, Ring ring, String why) {
        return new Decision.Write(write, ring, ring.version(), request.because(why), List.of(request));
    }
}
