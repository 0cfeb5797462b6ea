package dev.habittracker.simulation.explore;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.MemberRole;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.events.WriteRef;
import dev.habittracker.keyring.follow.MemberInput;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.store.RingStore;
import dev.habittracker.keyring.store.StoreException;
import dev.habittracker.keyring.store.StoreMetadata;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.keyring.store.StoreWrite;
import dev.habittracker.rotator.known.EventTail;
import dev.habittracker.rotator.reconcile.Announcer;
import dev.habittracker.rotator.reconcile.Board;
import dev.habittracker.rotator.reconcile.EventTopic;
import dev.habittracker.rotator.reconcile.Gatherer;
import dev.habittracker.rotator.reconcile.History;
import dev.habittracker.rotator.reconcile.Observation;
import dev.habittracker.rotator.reconcile.Problem;
import dev.habittracker.rotator.reconcile.Questions;
import dev.habittracker.rotator.reconcile.ReadyMint;
import dev.habittracker.rotator.reconcile.Reconciler;
import dev.habittracker.rotator.reconcile.UnavailableException;
import dev.habittracker.rotator.requests.RequestDesk;
import dev.habittracker.rotator.requests.RequestStore;
import dev.habittracker.simulation.engine.Dice;
import dev.habittracker.simulation.engine.Fiber;
import dev.habittracker.simulation.process.Mutant;
import dev.habittracker.simulation.process.NoTally;
import dev.habittracker.simulation.world.QuickMint;
import dev.habittracker.simulation.world.Readings;
import dev.habittracker.simulation.world.SecretState;
import dev.habittracker.simulation.world.SimBus;

/// A rotator: the real reconciler in a fiber that stops before each effect on the world, where another process may come in
/// between, or the rotator may die.
final class SmallRotator {

    /// Of what it writes to the database it stops before these; reads of the database go with the move before them.
    private static final Set<String> NOTED = Set.of("record", "finish");

    private final SmallWorld world;
    private final String name;
    private final QuickMint mint;
    private final Hashed told = new Hashed();
    private final Questions atOnce = new Questions() {

        @Override
        public <T> Supplier<T> ask(Supplier<T> question) {
            return question;
        }
    };
    private SmallMember self;
    private Board board;
    private Reconciler reconciler;
    private @Nullable Fiber running;
    private String effect = "";
    private boolean answerLost;
    private boolean uninterrupted;
    private int reconciliations;
    private int writes;

    SmallRotator(SmallWorld world, String name) {
        this.world = world;
        this.name = name;
        this.mint = new QuickMint(new Dice(2, name));
        this.self = new SmallMember(world, name, MemberRole.ROTATOR);
        this.board = freshBoard();
        this.reconciler = freshReconciler();
    }

    private Board freshBoard() {
        Board fresh = new Board(SmallWorld.KEYRING, name, SmallWorld.STATUS_INTERVAL);
        fresh.partitions(SimBus.PARTITIONS);
        return fresh;
    }

    private Reconciler freshReconciler() {
        RequestDesk desk = new RequestDesk(noting(RequestStore.class, world.database()), () -> world.now().wall());
        History history = noting(History.class, world.database());
        Store store = new Store();
        Topic topic = new Topic();
        Gatherer gatherer = new Gatherer(SmallWorld.KEYRING, world.rules(), store, topic, board, history, desk,
                world.database(), world::now, atOnce, atOnce);
        return new Reconciler(SmallWorld.KEYRING, gatherer, store, new ReadyMint(mint), topic, history, desk,
                world.database(), new ToMember(), world::now, () -> name + "/" + ++writes, name, new NoTally());
    }

    /// Stops before some of the calls.
    private <T> T noting(Class<T> type, T database) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (NOTED.contains(method.getName())) {
                stopBefore("tells the database to " + method.getName());
                world.noted(name, method.getName());
                told.add(method.getName());
            }
            try {
                return method.invoke(database, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, handler));
    }

    SmallMember self() {
        return self;
    }

    Board board() {
        return board;
    }

    /// How often it may still begin.
    void mayReconcile(int times) {
        reconciliations = times;
    }

    List<Move> moves() {
        List<Move> moves = new ArrayList<>();
        Fiber fiber = running;
        if (fiber == null || fiber.done()) {
            if (reconciliations > 0) {
                moves.add(new Move(name, "begins to reconcile", false, this::begin));
            }
            return moves;
        }
        moves.add(new Move(name, effect, false, fiber::resume));
        moves.add(new Move(name, "dies before it " + effect, true, this::die));
        if (effect.startsWith("writes") || effect.startsWith("publishes")) {
            moves.add(new Move(name, effect + ", and the answer is lost", true, () -> {
                answerLost = true;
                fiber.resume();
            }));
        }
        return moves;
    }

    private void begin() {
        reconciliations--;
        Fiber fiber = Fiber.of(this::reconcile);
        running = fiber;
        fiber.resume();
    }

    private void reconcile() {
        Observation seen = reconciler.reconcile();
        Problem problem = seen.problem();
        if (problem != null && problem.isRotatorsOwn()) {
            throw new IllegalStateException(problem.message());
        }
        world.watch().observed(self, seen);
    }

    /// Without anybody coming in between.
    void reconcileAtOnce() {
        uninterrupted = true;
        reconcile();
        uninterrupted = false;
    }

    /// It knows nothing of what was before: what it hears it has to hear again.
    private void die() {
        kill();
        told.add("died");
        board = freshBoard();
        world.members().forEach(member -> world.lastStatus(member.name())
                .ifPresent(status -> board.heard(status, 0, world.now())));
        reconciler = freshReconciler();
        reconciliations++;
    }

    void kill() {
        Fiber fiber = running;
        if (fiber != null) {
            fiber.kill();
        }
        running = null;
    }

    private void stopBefore(String what) {
        Fiber fiber = Fiber.current();
        if (uninterrupted || fiber == null) {
            return;
        }
        effect = what;
        fiber.await();
        told.add(what);
    }

    private boolean isAnswerLost() {
        boolean lost = answerLost;
        answerLost = false;
        if (lost) {
            told.add("lost");
        }
        return lost;
    }

    /// A status came in.
    void hear(MemberStatus status) {
        for (int partition = 0; partition < SimBus.PARTITIONS; partition++) {
            board.heard(status, partition, world.now());
        }
    }

    void addTo(Hashed state) {
        Fiber fiber = running;
        state.add(told.value());
        state.add(reconciliations);
        state.add(fiber == null || fiber.done() ? "" : effect);
        self.addTo(state);
    }

    private final class Store implements RingStore {

        @Override
        public StoreReading read() {
            stopBefore("reads the ring");
            told.add(world.vaultState());
            return Readings.reading(world.vault().ask(), Duration.ZERO);
        }

        @Override
        public StoreMetadata metadata() {
            stopBefore("reads the metadata");
            told.add(world.vaultState());
            return Readings.metadata(world.vault().ask(), Duration.ZERO);
        }

        @Override
        public StoreWrite write(Ring ring, long expected) {
            world.watch().sent(self, ring, expected, world.agendaNow(), world.agendaNow());
            KeyEvent event = ring.journal().getLast().toEvent().orElseThrow();
            if (world.has(Mutant.PUBLISH_BEFORE_WRITE)) {
                world.append(self, event);
            }
            stopBefore("writes " + event.type().wireName() + " " + ring.version());
            boolean done = world.write(ring, expected, name);
            told.add(done ? 1 : 0);
            if (isAnswerLost()) {
                throw new StoreException(StoreException.Kind.UNREACHABLE, "Vault gave no answer");
            }
            SecretState.Version newest = world.vault().state().newest().orElseThrow();
            return done
                    ? new StoreWrite.Stored(VaultTime.of(world.vault().ask().date(), Duration.ZERO), newest.number(),
                            newest.created())
                    : new StoreWrite.Conflict();
        }

        @Override
        public void destroyBelow(long version) {
            stopBefore("destroys what is below " + version);
            if (world.vault().state().current() >= version) {
                world.vault().destroy(world.vault().state().versions().stream().map(SecretState.Version::number)
                        .filter(number -> number < version).collect(Collectors.toSet()));
            }
        }

        @Override
        public void undelete(long version) {
            throw new UnsupportedOperationException("nothing is deleted in a small world");
        }
    }

    private final class Topic implements EventTopic {

        @Override
        public EventTail tail(String keyring) {
            // the database has just been read
            told.add(world.databaseState());
            stopBefore("reads the topic");
            told.add(world.topicState());
            return new EventTail(world.events());
        }

        @Override
        public void send(KeyEvent event) {
            stopBefore("publishes " + event.type().wireName() + " " + event.header().version());
            if (!world.has(Mutant.PUBLISH_NEWEST_ONLY) || event.header().version() >= world.vault().state().current()) {
                world.append(self, event);
            }
            if (isAnswerLost()) {
                throw new UnavailableException("the acknowledgement was lost", null);
            }
        }
    }

    private final class ToMember implements Announcer {

        @Override
        public void declareFalse(List<WriteRef> writes) {
            self.step(new MemberInput.DeclaredFalse(writes));
        }

        @Override
        public void forget(Position top) {
            self.step(new MemberInput.Forgotten(top));
        }

        @Override
        public void readSoon() {
            self.step(new MemberInput.RefreshWanted());
            self.catchUp();
        }
    }
}
