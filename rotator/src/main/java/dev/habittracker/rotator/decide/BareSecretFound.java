package dev.habittracker.rotator.decide;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.write.AdoptSecret;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.KnownWrite;
import dev.habittracker.rotator.known.OpenRequest;

/// A secret that was put by hand is adopted: as the first key, or over a ring as a rotation from outside.
final class BareSecretFound {

    private BareSecretFound() {}

    static Decision decide(Gathered known, StoreReading.Bare bare, Set<Upkeep> failed) {
        Ring base = bare.base();
        return base == null ? first(known, bare) : over(known, bare, base, failed);
    }

    private static Decision first(Gathered known, StoreReading.Bare bare) {
        List<KnownWrite> lost = Lineage.knownWrites(known);
        List<OpenRequest> forgetting = known.asking(Command.ForgetHeard.class);
        if (!lost.isEmpty() && !forgetting.isEmpty()) {
            OpenRequest request = forgetting.getFirst();
            return new Decision.Forget(Position.NONE, lost, request,
                    request.because("an operator declares that no ring exists"));
        }
        Optional<String> obstacle = lostRing(known).or(() -> Planned.clockProblem(known))
                .or(() -> Plan.problem(known.rules().initialPolicy(), known.rules().schedule()));
        return obstacle.<Decision>map(Decision.Wait::blocked)
                .orElseGet(() -> adopt(known, bare, "a secret put by hand stands in Vault; it becomes the first key"));
    }

    /// A bare secret where others know of a ring: Vault was restored from before the first adoption, or the ring's versions
    /// were pruned. Only a ring below could tell what may verify on.
    private static Optional<String> lostRing(Gathered known) {
        if (known.bus() instanceof Bus.Away away) {
            return Optional
                    .of("a secret put by hand stands in Vault, and Kafka cannot be asked whether there was a ring"
                            + " before: " + away.problem());
        }
        return Lineage.knownWrites(known).stream().findFirst()
                .map(write -> "a secret without a ring stands in Vault, but " + write.source()
                        + " knows of a ring at " + write.position()
                        + ": Vault was restored from before the ring, or the ring's versions are gone. Restore a backup"
                        + " that has the ring, or `forget` what was heard to begin a new one with this secret");
    }

    private static Decision over(Gathered known, StoreReading.Bare bare, Ring base, Set<Upkeep> failed) {
        // a revocation needs a ring to take the key from, so it does not let the adoption wait either
        boolean urgent = known.requests().stream().anyMatch(request -> request.command().revokes());
        Optional<Decision> settled = new RequestInJournal().of(known, base)
                .or(() -> RingForked.decide(known, base, bare.secret().version()))
                .or(() -> urgent || failed.contains(Upkeep.PUBLISH)
                        ? Optional.empty()
                        : new EventsUnpublished().of(known, base));
        if (settled.isPresent()) {
            return settled.get();
        }
        long entries = bare.secret().version() + 1 - base.version();
        Optional<String> obstacle = urgent
                ? Optional.empty()
                : Planned.clockProblem(known).or(() -> Planned.journalProblem(known, base, entries));
        String what = new AdoptSecret(bare.secret(), base.policy()).isRevoked(base)
                ? "a secret put by hand is one that was revoked: it is refused, and the ring is written again"
                : "a secret put by hand stands over the ring at " + base.position()
                        + ": it is adopted as a rotation from outside. To refuse the former keys, revoke them";
        return obstacle.<Decision>map(Decision.Wait::blocked)
                .orElseGet(() -> adopt(known, bare, what));
    }

    private static Decision adopt(Gathered known, StoreReading.Bare bare, String reason) {
        return new Decision.Write(new AdoptSecret(bare.secret(), known.rules().initialPolicy()), bare.base(),
                bare.secret().version(), reason, List.of());
    }
}
