package dev.habittracker.rotator.decide;

import java.util.List;
import java.util.Optional;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.write.CreateRing;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.Echo;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.KnownWrite;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.known.Past;

/// A keyring is created only where neither topic nor history know it: where they do, its secret was lost, and a fresh ring
/// would order below everything that was heard.
final class MissingSecret {

    private MissingSecret() {}

    static Decision decide(Gathered known) {
        return forget(known).or(() -> obstacle(known).map(Decision.Wait::blocked))
                .orElseGet(() -> new Decision.Write(new CreateRing(known.rules().initialPolicy()), null, 0,
                        "there is no secret for this keyring, and neither topic nor history know it", List.of()));
    }

    /// There may be no backup. Only where everybody could be asked is it known which writes are declared false.
    private static Optional<Decision> forget(Gathered known) {
        List<OpenRequest> forgetting = known.asking(Command.ForgetHeard.class);
        List<KnownWrite> lost = Lineage.knownWrites(known);
        if (forgetting.isEmpty() || lost.isEmpty() || !(known.bus() instanceof Bus.Heard)
                || !(known.past() instanceof Past.Recorded)) {
            return Optional.empty();
        }
        OpenRequest request = forgetting.getFirst();
        return Optional.of(new Decision.Forget(Position.NONE, lost, request,
                request.because("an operator declares that no ring exists")));
    }

    private static Optional<String> obstacle(Gathered known) {
        if (!(known.bus() instanceof Bus.Heard heard)) {
            return Optional.of("there is no secret for this keyring, and Kafka cannot be asked whether there was one: "
                    + ((Bus.Away) known.bus()).problem());
        }
        if (!(known.past() instanceof Past.Recorded)) {
            return Optional.of("there is no secret for this keyring, and the database cannot be asked whether there was"
                    + " one");
        }
        List<KnownWrite> writes = Lineage.knownWrites(known);
        if (!writes.isEmpty()) {
            return Optional.of("there is no secret for this keyring, but " + writes.getFirst().source()
                    + " knows of its version at " + writes.getFirst().position()
                    + ": the secret was removed. Restore Vault from a backup, then `accept`; where there is none, `forget`"
                    + " what was heard to begin a new ring: every token of the lost one is refused then");
        }
        if (!(heard.echo() instanceof Echo.State.Complete)) {
            return Optional.of("there is no secret for this keyring, and this rotator still listens whether anybody has"
                    + " one: " + Gate.explain(heard.echo()));
        }
        return Planned.clockProblem(known).or(() -> Plan.problem(known.rules().initialPolicy(),
                known.rules().schedule()));
    }
}
