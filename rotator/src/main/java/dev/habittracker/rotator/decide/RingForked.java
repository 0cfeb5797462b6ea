package dev.habittracker.rotator.decide;

import java.util.List;
import java.util.Optional;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.Seconds;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.KnownWrite;
import dev.habittracker.rotator.known.OpenRequest;

/// A ring that does not descend from what others know of is a fork: the only writes are `accept`, and `accept` with
/// revocations. It is one only after a second read: what a lagging standby says must not end a request, nor let `forget`
/// declare a write false that was done.
final class RingForked implements Check {

    @Override
    public Optional<Decision> of(Gathered known, Ring ring) {
        return decide(known, ring, ring.version());
    }

    /// @param expected the newest KV version: the ring's, or that of a bare secret above it
    static Optional<Decision> decide(Gathered known, Ring ring, long expected) {
        List<KnownWrite> writes = Lineage.knownWrites(known);
        Optional<String> fault = Lineage.fault(ring, writes);
        if (fault.isEmpty()) {
            return Optional.empty();
        }
        if (!Lineage.isSettled(known, ring)) {
            return Optional.of(Decision.Wait.blocked("the ring in Vault at " + ring.position()
                    + " lacks a write that others know of: a standby that lags may have answered, so Vault is read again"
                    + " after lag " + Seconds.text(ring.policy().timing().lag())));
        }
        List<OpenRequest> accepting = known.asking(Command.AcceptRestored.class);
        if (!accepting.isEmpty()) {
            return Optional.of(Acceptance.decide(known, ring, expected, writes, accepting.getFirst()));
        }
        List<OpenRequest> forgetting = known.asking(Command.ForgetHeard.class);
        if (!forgetting.isEmpty()) {
            return Optional.of(forgetTold(ring, Lineage.foreignTo(ring, writes), forgetting.getFirst(), fault.get()));
        }
        Optional<OpenRequest> revocation = known.requests().stream().filter(request -> request.command().revokes())
                .findFirst();
        if (revocation.isPresent()) {
            return Optional.of(new Decision.Finish(revocation.get(), Outcome.REFUSED, null, fault.get()
                    + ". On a fork keys are revoked together with its acceptance: `accept` with `revoke`"));
        }
        return Optional.of(Decision.Wait.blocked(fault.get()));
    }

    /// What somebody had from Vault was done. Were it declared false, the rotators would go on from the ring below, and whoever
    /// uses the ring that has it would take every later one for a fork.
    private static Decision forgetTold(Ring ring, List<KnownWrite> foreign, OpenRequest request, String fault) {
        return Lineage.highestRead(foreign)
                .<Decision>map(_ -> new Decision.Finish(request, Outcome.REFUSED, null,
                        fault + ". `forget` is for writes that were never done"))
                .orElseGet(() -> forget(ring, foreign, request));
    }

    static Decision forget(Ring ring, List<KnownWrite> foreign, OpenRequest request) {
        Position top = ring.position();
        return new Decision.Forget(top, foreign, request, request
                .because("an operator declares that no ring above " + top + " exists"));
    }
}
