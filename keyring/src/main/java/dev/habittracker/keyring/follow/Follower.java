package dev.habittracker.keyring.follow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.events.WriteRef;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.store.RingStore;
import dev.habittracker.keyring.store.StoreException;

/// Runs a [Member]: one thread feeds it what comes in and does what it wants done.
///
/// Reads of the store happen on a thread of their own, one at a time, so that a Vault that does not answer delays neither
/// events nor the heartbeat. Signing and verifying touch none of these threads.
public final class Follower implements KeyringView, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final MemberSettings settings;
    private final Member member;
    private final RingStore store;
    private final @Nullable MemberBus bus;
    private final ProcessClock clock;
    private final LinkedBlockingQueue<MemberInput> inbox = new LinkedBlockingQueue<>();
    private final ExecutorService reads = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("keyring-read").factory());
    private final Refreshes refreshes = new Refreshes();
    private final Thread loop = Thread.ofPlatform().daemon().name("keyring-member").unstarted(this::run);
    private volatile List<String> problems = List.of();
    private volatile Optional<Duration> clockOffset = Optional.empty();
    private volatile boolean ready;
    private volatile boolean stopped;

    /// @param settings how to follow
    /// @param store    where the ring is
    /// @param bus      how to hear of changes; `null` to poll only
    /// @param kidsSeen gives the kids of tokens checked of late, for the status
    /// @param clock    both clocks of the process
    /// @param random   for the jitter of the poll
    public Follower(MemberSettings settings, RingStore store, @Nullable MemberBus bus, Supplier<List<String>> kidsSeen,
            ProcessClock clock, RandomGenerator random) {
        if (settings.bus() != (bus != null)) {
            throw new IllegalArgumentException("the settings say " + (settings.bus()
                    ? "that there is a bus, and none was"
                    : "that there is no bus, and one was") + " given");
        }
        this.settings = settings;
        this.member = new Member(settings, kidsSeen, random, clock.now());
        this.store = store;
        this.bus = bus;
        this.clock = clock;
    }

    /// Starts to follow and returns at once; [#ready()] tells when there is a ring to work with.
    public void start() {
        if (bus != null) {
            bus.start(inbox::add);
        }
        loop.start();
    }

    @Override
    public Optional<Snapshot> snapshot() {
        return member.snapshot();
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public List<String> problems() {
        return problems;
    }

    @Override
    public Optional<Duration> clockOffset() {
        return clockOffset;
    }

    @Override
    public Moment now() {
        return clock.now();
    }

    @Override
    public CompletableFuture<Refresh> refreshAfter(Moment since) {
        CompletableFuture<Refresh> refresh = refreshes.await(since);
        inbox.add(new MemberInput.RefreshWanted());
        return refresh;
    }

    @Override
    public void uncheckable(Kid kid) {
        inbox.add(new MemberInput.Uncheckable(kid));
    }

    /// Has this process read the ring as soon as possible: it knows of a newer one.
    public void readSoon() {
        inbox.add(new MemberInput.RefreshWanted());
    }

    /// Has this rotator tell all members of writes that an operator declared false.
    public void declareFalse(List<WriteRef> writes) {
        inbox.add(new MemberInput.DeclaredFalse(writes));
    }

    /// Has this rotator tell all members that what it heard of above a position is false.
    public void forget(Position top) {
        inbox.add(new MemberInput.Forgotten(top));
    }

    /// How this process follows.
    public MemberSettings settings() {
        return settings;
    }

    /// Stops following and takes this member off the topic.
    @Override
    public void close() {
        stopped = true;
        loop.interrupt();
        reads.shutdownNow();
        try {
            if (loop.isAlive()) {
                loop.join(STOP_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        refreshes.failAll(clock.now());
        if (bus != null) {
            bus.close();
        }
    }

    private void run() {
        List<MemberInput> batch = new ArrayList<>();
        take(new MemberInput.Tick());
        while (!stopped) {
            batch.clear();
            try {
                MemberInput first = inbox.poll(waitFor().toNanos(), TimeUnit.NANOSECONDS);
                batch.add(first == null ? new MemberInput.Tick() : first);
            } catch (InterruptedException e) {
                return;
            }
            inbox.drainTo(batch);
            batch.forEach(this::take);
        }
    }

    private Duration waitFor() {
        Duration wait = member.wakeUp().waitedSince(clock.now());
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private void take(MemberInput input) {
        Position before = position();
        Optional<StoreException> failure = step(input);
        // whatever the member was about to ask of the store is asked again, and there is a problem to see
        failure.ifPresent(told -> step(new MemberInput.ReadFailed(clock.now(), told)));
        Position after = position();
        if (!after.equals(before)) {
            LOG.info("keyring {}: applied ring {}, was {}", settings.keyring(), after, before);
        }
        ready = member.ready();
        problems = member.problems();
        clockOffset = member.clockOffset();
        refreshes.complete(input, failure.isEmpty(), member.snapshot().orElse(null));
    }

    /// A member that stopped following would go on signing until its lease ends and tell nobody why, so nothing that goes
    /// wrong here ends the loop. Only the exception's name is told: its text is not ours and may quote what was read.
    ///
    /// @return what went wrong
    private Optional<StoreException> step(MemberInput input) {
        try {
            perform(member.step(input, clock.now()));
            return Optional.empty();
        } catch (RuntimeException e) {
            String told = input.getClass().getSimpleName() + " could not be taken in: " + e.getClass().getSimpleName();
            LOG.error("keyring {}: {}", settings.keyring(), told);
            return Optional.of(new StoreException(StoreException.Kind.FAILED, told));
        }
    }

    private Position position() {
        return member.snapshot().map(Snapshot::position).orElse(Position.NONE);
    }

    private void perform(List<MemberAction> actions) {
        for (MemberAction action : actions) {
            switch (action) {
                case MemberAction.ReadMetadata metadata -> read(started -> new MemberInput.MetadataRead(started,
                        store.metadata()));
                case MemberAction.ReadRing ring -> read(started -> new MemberInput.RingRead(started, store.read()));
                case MemberAction.SendStatus send -> send(send.status());
                case MemberAction.Report report -> report(report);
            }
        }
    }

    private interface Read {

        MemberInput from(Moment started);
    }

    private void read(Read call) {
        if (stopped) {
            return;
        }
        reads.execute(() -> {
            Moment started = clock.now();
            MemberInput answer;
            try {
                answer = call.from(started);
            } catch (StoreException e) {
                answer = new MemberInput.ReadFailed(started, e);
            } catch (RuntimeException e) {
                // its text is not ours and may quote what was read
                answer = new MemberInput.ReadFailed(started, new StoreException(StoreException.Kind.FAILED,
                        "the answer could not be taken in: " + e.getClass().getSimpleName()));
            }
            inbox.add(answer);
        });
    }

    private void send(MemberStatus status) {
        if (bus == null) {
            return;
        }
        bus.send(status).whenComplete((acknowledged, failure) -> {
            if (failure == null) {
                inbox.add(new MemberInput.BusBack());
                inbox.add(new MemberInput.Announced());
            } else {
                inbox.add(
                        new MemberInput.BusLost("the status was not acknowledged: " + failure.getClass().getSimpleName()
                                + "; others take this process for gone"));
            }
        });
    }

    private void report(MemberAction.Report report) {
        if (report.resolved()) {
            LOG.info("keyring {}: over: {}: {}", settings.keyring(), report.problem().label(), report.message());
        } else {
            LOG.warn("keyring {}: {}: {}", settings.keyring(), report.problem().label(), report.message());
        }
    }
}
