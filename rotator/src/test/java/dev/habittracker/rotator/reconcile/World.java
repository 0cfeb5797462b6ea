package dev.habittracker.rotator.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.MemberRole;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.events.WriteRef;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.ring.KeyMint;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.ring.write.CreateRing;
import dev.habittracker.keyring.ring.write.RingWrite;
import dev.habittracker.keyring.ring.write.WriteContext;
import dev.habittracker.keyring.ring.write.WriteOutcome;
import dev.habittracker.keyring.store.InMemoryRingStore;
import dev.habittracker.keyring.store.RingStore;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.decide.Decision;
import dev.habittracker.rotator.decide.Outcome;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.IntervalSchedule;
import dev.habittracker.rotator.known.OnDeadline;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.scene.CountingMint;
import dev.habittracker.rotator.scene.Statuses;
import dev.habittracker.rotator.scene.Story;

/// Vault, topic, history and requests in memory, and any number of rotators around them, whose clocks agree and who hear
/// themselves.
final class World {

    final SteppedClock clock = new SteppedClock(Story.START);
    final InMemoryRingStore store = new InMemoryRingStore(clock);
    final MemoryTopic topic = new MemoryTopic();
    final MemoryHistory history = new MemoryHistory();
    final MemoryRequests requests = new MemoryRequests();
    /// Above which positions members were told that no ring exists.
    final List<Position> told = new ArrayList<>();
    /// Which writes members were told to be false.
    final Set<WriteRef> declaredFalse = new LinkedHashSet<>();
    private final Standby vault = new Standby(store, clock);
    private final MemoryAims aims = new MemoryAims();
    private final KeyMint mint = new CountingMint();
    private final AtomicInteger writeIds = new AtomicInteger();
    private final AtomicInteger rotators = new AtomicInteger();
    private @Nullable Ring ringThatAllHave;

    /// Nothing at all.
    static World empty() {
        return new World();
    }

    /// A ring whose NEXT is old enough, published and recorded.
    static World withRing() {
        World world = new World();
        world.write(new CreateRing(Story.POLICY));
        world.clock.step(Story.SPREAD);
        return world;
    }

    /// A write that is published and recorded.
    void write(RingWrite write) {
        write(write, true);
    }

    void write(RingWrite write, boolean published) {
        Ring base = store.read() instanceof StoreReading.Whole whole ? whole.ring() : null;
        long expected = store.metadata().currentVersion();
        WriteContext context = new WriteContext(Story.KEYRING, expected + 1, "w-" + writeIds.incrementAndGet(),
                VaultTime.exactly(clock.instant()), "a test asked for it", null, "olga", mint);
        if (!(write.applyTo(base, context) instanceof WriteOutcome.Written written)) {
            throw new IllegalStateException("refused");
        }
        store.write(written.ring(), expected);
        if (published) {
            topic.send(written.event());
            history.published(Story.KEYRING, written.ring().position(), clock.instant());
        }
        history.record(Story.KEYRING, written.ring(), clock.instant());
        ringThatAllHave = written.ring();
    }

    /// A request comes in.
    void ask(String id, Command command) {
        Position seen = store.read() instanceof StoreReading.Whole whole ? whole.ring().position() : null;
        requests.accept(new OpenRequest(id, command, clock.instant(), seen, "olga", null));
    }

    /// Every rotator has the ring that stands.
    void everybodyApplied() {
        ringThatAllHave = ring();
    }

    /// The ring that stands.
    Ring ring() {
        if (store.read() instanceof StoreReading.Whole whole) {
            return whole.ring();
        }
        throw new IllegalStateException("no ring stands in Vault");
    }

    /// A fresh process brings the keyring to where there is nothing to do.
    Observation tick() {
        List<Observation> seen = new ArrayList<>();
        Run run = new Run();
        Reconciler reconciler = rotator(run);
        run.begin(() -> seen.add(sound(reconciler.reconcile())));
        run.finish();
        return seen.getFirst();
    }

    /// A fresh process that is about to reconcile.
    Run start() {
        Run run = new Run();
        Reconciler reconciler = rotator(run);
        run.begin(() -> sound(reconciler.reconcile()));
        return run;
    }

    /// An error that a rotator survives is one all the same.
    private static Observation sound(Observation seen) {
        Problem problem = seen.problem();
        if (problem != null && problem.isRotatorsOwn()) {
            throw new IllegalStateException(problem.message());
        }
        return seen;
    }

    /// A process that reconciles as often as it is told to, each time to the end.
    Reconciler rotator() {
        return rotator(new Run());
    }

    /// Vault lets nobody destroy a version.
    void refuseToDestroy() {
        vault.refuseToDestroy = true;
    }

    /// Vault's answers are that many versions old.
    void vaultLags(int versions) {
        vault.lag = versions;
    }

    /// One node of Vault goes on answering reads with what stands now.
    void vaultStandsStill() {
        vault.stale = vault.read();
    }

    /// When Vault made the newest version.
    Instant lastWrite() {
        return Objects.requireNonNull(store.metadata().created());
    }

    private Reconciler rotator(Run run) {
        String name = "rotator-" + rotators.incrementAndGet();
        Board board = heard(name);
        RingStore vault = run.stepping(RingStore.class, this.vault);
        EventTopic events = run.stepping(EventTopic.class, topic);
        History database = run.stepping(History.class, history);
        Requests desk = run.stepping(Requests.class, requests);
        Aims policy = run.stepping(Aims.class, aims);
        KeyringRules rules = new KeyringRules(Story.POLICY, new IntervalSchedule(Story.PERIOD),
                Story.JWKS_CACHE, Story.DEADLINE, OnDeadline.BLOCKED);
        return new Reconciler(Story.KEYRING,
                new Gatherer(Story.KEYRING, rules, vault, events, board, database, desk, policy, clock), vault,
                new ReadyMint(mint), events, database, desk, policy,
                run.stepping(Announcer.class, new Told(told, declaredFalse)),
                clock, () -> name + "-" + writeIds.incrementAndGet(), name, new Uncounted());
    }

    /// What a rotator that has listened for three intervals has heard: itself.
    private Board heard(String name) {
        Board board = new Board(Story.KEYRING, name, Story.HEARTBEAT);
        board.partitions(1);
        for (int i = 3; i >= 0; i--) {
            Moment then = clock.now().plus(Story.HEARTBEAT.multipliedBy(i).negated());
            MemberStatus status = Statuses.of(name, MemberRole.ROTATOR, 4 - i, ringThatAllHave, then.wall());
            board.sent(status, then);
            board.heard(status, 0, then);
        }
        return board;
    }

    private record Uncounted() implements Tally {

        @Override
        public void tried(Decision.Write decision, Result result) {}

        @Override
        public void finished(OpenRequest request, Outcome outcome) {}

        @Override
        public void reconciled(Duration took) {}
    }

    private record Told(List<Position> told, Set<WriteRef> declaredFalse) implements Announcer {

        @Override
        public void declareFalse(List<WriteRef> writes) {
            declaredFalse.addAll(writes);
        }

        @Override
        public void forget(Position top) {
            told.add(top);
        }

        @Override
        public void readSoon() {}
    }
}
