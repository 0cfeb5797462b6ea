package dev.habittracker.rotator.reconcile;

import java.time.Duration;
import java.util.function.Supplier;

import dev.habittracker.keyring.follow.ProcessClock;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Seconds;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.keyring.ring.write.ChangePolicy;
import dev.habittracker.keyring.ring.write.Refusal;
import dev.habittracker.keyring.ring.write.WriteContext;
import dev.habittracker.keyring.ring.write.WriteOutcome;
import dev.habittracker.keyring.store.RingStore;
import dev.habittracker.keyring.store.StoreWrite;
import dev.habittracker.rotator.decide.Decision;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.OpenRequest;

/// Carries one write out, by check-and-set, within the write budget of its decision.
final class RingWriter {

    /// How it came out.
    sealed interface Result {

        record Stored(WriteOutcome.Written written, StoreWrite.Stored stored) implements Result {}

        /// Somebody else wrote first.
        record Lost() implements Result {}

        /// The decision is too old to be sent, or keys were not ready for it.
        record Expired(String why) implements Result {}

        record Refused(Refusal refusal, String message) implements Result {}
    }

    private final RingStore store;
    private final ReadyMint mint;
    private final Supplier<String> writeIds;
    private final ProcessClock clock;
    private final String rotator;

    /// @param writeIds random, one for each write
    /// @param rotator  who decided, where no operator did
    RingWriter(RingStore store, ReadyMint mint, Supplier<String> writeIds, ProcessClock clock, String rotator) {
        this.store = store;
        this.mint = mint;
        this.writeIds = writeIds;
        this.clock = clock;
        this.rotator = rotator;
    }

    /// @throws dev.habittracker.keyring.store.StoreException where Vault gave no answer; the write may have been done
    Result write(Gathered known, Decision.Write decision) {
        Policy policy = policyOf(known, decision);
        SigningAlgorithm algorithm = policy.algorithm();
        if (!mint.isReadyFor(algorithm)) {
            mint.prepare(algorithm);
            return new Result.Expired("keys were made ready first");
        }
        OpenRequest request = decision.requests().isEmpty() ? null : decision.requests().getFirst();
        WriteContext context = new WriteContext(known.keyring(), decision.expected() + 1, writeIds.get(), known.now(),
                decision.reason(), request == null ? null : request.id(), request == null ? rotator : request.by(),
                mint);
        return switch (decision.write().applyTo(decision.base(), context)) {
            case WriteOutcome.Refused refused -> new Result.Refused(refused.refusal(), refused.message());
            case WriteOutcome.Written written -> send(known, decision, written, policy.timing().writeBudget());
        };
    }

    private Result send(Gathered known, Decision.Write decision, WriteOutcome.Written written, Duration budget) {
        Duration age = clock.now().waitedSince(known.started());
        if (age.compareTo(budget) > 0) {
            return new Result.Expired(
                    "the decision is " + Seconds.text(age) + " old, older than W " + Seconds.text(budget));
        }
        return switch (store.write(written.ring(), decision.expected())) {
            case StoreWrite.Stored stored -> new Result.Stored(written, stored);
            case StoreWrite.Conflict _ -> new Result.Lost();
        };
    }

    private static Policy policyOf(Gathered known, Decision.Write decision) {
        if (decision.write() instanceof ChangePolicy change) {
            return change.policy();
        }
        return decision.base() == null ? known.rules().initialPolicy() : decision.base().policy();
    }
}
