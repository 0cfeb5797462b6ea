package dev.habittracker.rotator.decide;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.known.Gathered;

/// What a rotator does next. Pure: time, randomness and world are in what was gathered.
///
/// | Vault has            | what is done                                                                    |
/// |----------------------|---------------------------------------------------------------------------------|
/// | nothing              | create, where neither topic nor history know the keyring ([MissingSecret])      |
/// | a deleted version    | nothing; `restore` brings it back ([DeletedSecret])                             |
/// | something unreadable | nothing                                                                         |
/// | a bare secret        | adopt ([BareSecretFound])                                                       |
/// | a ring               | the first check of [#WHOLE] that answers                                        |
///
/// The order of the checks is the order of urgency: a fork stops everything but its acceptance; what has been done is
/// noted; revocations come before everything that can wait; the topic learns of a write before the next one, where it can;
/// operators come before the schedule. Whatever is waited for, a request for a rotation ends with its deadline.
public final class Decide {

    private static final List<Check> WHOLE = List.of(new RequestInJournal(), new RingForked(), new RevocationAsked(),
            new EventsUnpublished(), new OldVersionsReadable(), new OperatorAsked(), new PolicyDiffers(),
            new KeysExpired(), new NextUnfit(), new RotationDue(), new NothingToDo());

    private Decide() {}

    /// The one thing to do next.
    public static Decision decide(Gathered known) {
        return decide(known, Set.of());
    }

    /// The one thing to do next besides what has just failed: neither a topic that takes no event nor a version that
    /// cannot be destroyed holds up a write.
    ///
    /// @param failed what has just failed, and is tried again with the next tick
    public static Decision decide(Gathered known, Set<Upkeep> failed) {
        return Unworkable.decide(known, asked -> heeded(asked, failed));
    }

    private static Decision heeded(Gathered known, Set<Upkeep> failed) {
        Decision decision = atOnce(known, failed);
        return decision instanceof Decision.Wait wait ? Deadline.heed(known, wait) : decision;
    }

    private static Decision atOnce(Gathered known, Set<Upkeep> failed) {
        return switch (known.reading()) {
            case StoreReading.Missing _ -> MissingSecret.decide(known);
            case StoreReading.Deleted deleted -> DeletedSecret.decide(known, deleted);
            case StoreReading.Malformed malformed -> Decision.Wait.blocked("version " + malformed.version()
                    + " of the secret is neither a ring nor a usable secret: " + malformed.problem()
                    + ". Write a secret with jwt_secret_key over it, or destroy it and restore an earlier version");
            case StoreReading.Bare bare -> BareSecretFound.decide(known, bare, failed);
            case StoreReading.Whole whole -> first(WHOLE, known, whole.ring(), failed);
        };
    }

    private static Decision first(List<Check> checks, Gathered known, Ring ring, Set<Upkeep> failed) {
        return checks.stream().filter(check -> check.upkeep().filter(failed::contains).isEmpty())
                .map(check -> check.of(known, ring)).flatMap(Optional::stream).findFirst()
                .orElseThrow(() -> new IllegalStateException("the last check did not answer"));
    }
}
