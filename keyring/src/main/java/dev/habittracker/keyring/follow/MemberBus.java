package dev.habittracker.keyring.follow;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.habittracker.events.MemberStatus;

/// How a member hears of events and statuses, and tells its own. Kafka, or what stands in for it under the same contract.
public interface MemberBus extends AutoCloseable {

    /// Starts to listen. Calls come from a thread of the bus: first everything that stands in the topics already, then
    /// [MemberInput.CaughtUp], then what comes in. [MemberInput.BusUnheard] where that is not possible, soon and without
    /// end to the attempts; the next [MemberInput.CaughtUp] says that it is again. Records that cannot be read, or are of
    /// other keyrings, are not passed on.
    void start(Consumer<MemberInput> inbox);

    /// Sends a status. Completes when it is acknowledged, exceptionally where it is not.
    CompletableFuture<Void> send(MemberStatus status);

    /// Takes this member off the topic, as far as that is possible now, and stops.
    @Override
    void close();
}
