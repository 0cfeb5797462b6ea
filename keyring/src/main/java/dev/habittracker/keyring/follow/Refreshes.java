package dev.habittracker.keyring.follow;

import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/// Verifiers that wait for a read which starts no earlier than they asked.
final class Refreshes {

    private record Waiting(Moment since, CompletableFuture<KeyringView.Refresh> refresh) {}

    private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    CompletableFuture<KeyringView.Refresh> await(Moment since) {
        CompletableFuture<KeyringView.Refresh> refresh = new CompletableFuture<>();
        waiting.add(new Waiting(since, refresh));
        return refresh;
    }

    /// Wakes those whom this input answers.
    ///
    /// @param taken whether it could be taken in at all
    /// @param inUse what is in use afterwards; `null` for nothing
    void complete(MemberInput input, boolean taken, @Nullable Snapshot inUse) {
        if (input instanceof MemberInput.RingRead read) {
            complete(read.started(), taken && read.tellsOfKeys(inUse));
        } else if (input instanceof MemberInput.ReadFailed failed) {
            complete(failed.started(), false);
        }
    }

    void failAll(Moment now) {
        complete(now, false);
    }

    private void complete(Moment started, boolean answered) {
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext();) {
            Waiting one = all.next();
            if (started.reached(one.since())) {
                all.remove();
                one.refresh().complete(new KeyringView.Refresh(started, answered));
            }
        }
    }
}
