package dev.habittracker.rotator.decide;

import java.util.List;
import java.util.Optional;

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
/// noted; revocations come before everything that can wait; the topic learns of a write before the next one; operators
/// come before the schedule.
public final class Decide {

    private static final List<Check> WHOLE = List.of(new RequestInJournal(), new RingForked(), new RevocationAsked(),
            new EventsUnpublished(), new OldVersionsReadable(), new OperatorAsked(), new PolicyDiffers(),
            new KeysExpired(), new NextUnfit(), new RotationDue(), new NothingToDo());

    private Decide() {}

    /// The one thing to do next.
    public static Decision decide(Gathered known) {
        return switch (known.reading()) {
            case StoreReading.Missing _ -> MissingSecret.decide(known);
            case StoreReading.Deleted deleted -> DeletedSecret.decide(known, deleted);
            case StoreReading.Malformed malformed -> new Decision.Wait("version " + malformed.version()
                    + " of the secret is neither a ring nor a usable secret: " + malformed.problem()
                    + ". Write a secret with jwt_secret_key over it, or destroy it and restore an earlier version",
                    true, List.of(), known.requests());
            case StoreReading.Bare bare -> BareSecretFound.decide(known, bare);
            case StoreReading.Whole whole -> first(WHOLE, known, whole.ring());
        };
    }

    static Decision first(List<Check> checks, Gathered known, Ring ring) {
        return checks.stream().map(check -> check.of(known, ring)).flatMap(Optional::stream).findFirst()
                .orElseThrow(() -> new IllegalStateException("the last check did not answer"));
    }
}
