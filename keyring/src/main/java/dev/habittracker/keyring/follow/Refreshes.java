package dev.habittracker.keyring.follow;

import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

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
    /// @param taken whether it could be taken in: a ring that was read and not applied answers nobody, and no more does a secret
    ///              that was found deleted
    void complete(MemberInput input, boolean taken) {
        if (input instanceof MemberInput.RingRead read) {
            complete(read.started(), taken && read.gaveKeys());
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
