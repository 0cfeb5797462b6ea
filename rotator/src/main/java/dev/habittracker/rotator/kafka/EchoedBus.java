package dev.habittracker.rotator.kafka;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.habittracker.events.MemberStatus;
import dev.habittracker.keyring.follow.MemberBus;
import dev.habittracker.keyring.follow.MemberInput;
import dev.habittracker.keyring.follow.ProcessClock;
import dev.habittracker.rotator.reconcile.Board;

/// A member's bus that tells the board what it sends, so that the board knows what has to come back.
public final class EchoedBus implements MemberBus {

    private final MemberBus bus;
    private final Board board;
    private final ProcessClock clock;

    /// @param bus sends to every partition
    public EchoedBus(MemberBus bus, Board board, ProcessClock clock) {
        this.bus = bus;
        this.board = board;
        this.clock = clock;
    }

    @Override
    public void start(Consumer<MemberInput> inbox) {
        bus.start(inbox);
    }

    @Override
    public CompletableFuture<Void> send(MemberStatus status) {
        board.sent(status, clock.now());
        return bus.send(status);
    }

    @Override
    public void close() {
        bus.close();
    }
}
