package dev.habittracker.simulation.process;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.MemberRole;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.events.WriteRef;
import dev.habittracker.keyring.follow.MemberInput;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.ProcessClock;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.reconcile.Announcer;
import dev.habittracker.rotator.reconcile.Board;
import dev.habittracker.rotator.reconcile.Gatherer;
import dev.habittracker.rotator.reconcile.Observation;
import dev.habittracker.rotator.reconcile.Problem;
import dev.habittracker.rotator.reconcile.Questions;
import dev.habittracker.rotator.reconcile.ReadyMint;
import dev.habittracker.rotator.reconcile.Reconciler;
import dev.habittracker.rotator.reconcile.UnavailableException;
import dev.habittracker.rotator.requests.Request;
import dev.habittracker.rotator.requests.RequestDesk;
import dev.habittracker.simulation.engine.Dice;
import dev.habittracker.simulation.engine.Fiber;
import dev.habittracker.simulation.world.QuickMint;
import dev.habittracker.simulation.world.SimBus;
import dev.habittracker.simulation.world.WorldClock;

/// A rotator: the real reconciler in a fiber, so that time passes between any two of its lines and it can die there.
public final class RotatorNode extends MemberNode {

    private final QuickMint mint;
    private final Duration pauses;
    private @Nullable Board board;
    private @Nullable Reconciler reconciler;
    private @Nullable RequestDesk desk;
    private @Nullable Fiber running;
    private long gathered;
    private long looked;
    private boolean sends;
    private Moment lastLook;
    private Moment decidedAt;
    private int writes;

    /// @param pauses how long it is held up now and then between two of its lines, at the most
    public RotatorNode(Scene scene, String name, WorldClock clock, Duration pauses) {
        super(scene, name, clock, MemberRole.ROTATOR, Duration.ZERO);
        this.mint = new QuickMint(new Dice(scene.seed(), name + " mint"));
        this.pauses = pauses;
        this.lastLook = clock.now();
        this.decidedAt = clock.now();
    }

    @Override
    protected void begin() {
        Board heard = new Board(Scene.KEYRING, instance(), scene.statusInterval());
        heard.partitions(SimBus.PARTITIONS);
        board = heard;
        RequestDesk requests = new RequestDesk(scene.database(), () -> clock.wall());
        desk = requests;
        RotatorStore store = new RotatorStore(this);
        RotatorTopic topic = new RotatorTopic(this);
        ProcessClock process = this::lookAtTheClock;
        Questions questions = new Questions() {

            @Override
            public <T> Supplier<T> ask(Supplier<T> question) {
                return question;
            }
        };
        Gatherer gatherer = new Gatherer(Scene.KEYRING, scene.rules(), store, topic, heard, scene.database(), requests,
                scene.database(), process, questions, questions);
        reconciler = new Reconciler(Scene.KEYRING, gatherer, store, new ReadyMint(mint), topic, scene.database(),
                requests, scene.database(), new ToMember(), process, this::writeId, name(), new NoTally());
        running = null;
        super.begin();
        later(dice.between(Duration.ZERO, scene.tick()), this::tick);
    }

    private void tick() {
        Fiber before = running;
        Reconciler wanted = reconciler;
        if (wanted != null && (before == null || before.done())) {
            running = fiber(() -> scene.watch().observed(this, told(sound(wanted.reconcile()))));
        }
        later(scene.tick(), this::tick);
    }

    private Observation told(Observation seen) {
        return scene.has(Mutant.NO_ALARMS)
                ? new Observation(seen.at(), seen.known(), seen.decision(), seen.problem(), List.of())
                : seen;
    }

    /// An error that a rotator survives is one all the same.
    private static Observation sound(Observation seen) {
        Problem problem = seen.problem();
        if (problem != null && problem.isRotatorsOwn()) {
            throw new IllegalStateException(problem.message());
        }
        return seen;
    }

    private String writeId() {
        sends = true;
        return name() + "/" + ++writes;
    }

    /// Between a look at the clock and what comes next a process may be held up, and most harmfully just before it sends.
    private Moment lookAtTheClock() {
        Moment now = clock.now();
        if (Fiber.current() == null) {
            return now;
        }
        looked = now();
        lastLook = now;
        boolean young = sends && scene.has(Mutant.NO_WRITE_BUDGET);
        sends = false;
        if (dice.chance(0.02)) {
            sleep(dice.extreme(Duration.ZERO, pauses));
        }
        return young ? decidedAt : now;
    }

    /// It has begun to gather, with its last look at the clock.
    void gathers() {
        gathered = looked;
        decidedAt = lastLook;
    }

    /// When it looked at the clock for the last time, in true nanoseconds.
    long looked() {
        return looked;
    }

    /// When it last did, in true nanoseconds.
    long gathered() {
        return gathered;
    }

    Scene scene() {
        return scene;
    }

    Dice dice() {
        return dice;
    }

    /// An operator asks this rotator for something.
    public void ask(String id, Command asked) {
        Command command = scene.has(Mutant.KIND_CHANGES_UNASKED) && asked instanceof Command.ChangeRules change
                ? new Command.ChangeRules(change.change(), true)
                : asked;
        RequestDesk taking = desk;
        if (!isUp() || taking == null) {
            return;
        }
        Observation last = reconciler == null ? null : reconciler.last();
        var known = last == null ? null : last.known();
        Position seen = snapshot().map(snapshot -> snapshot.position()).orElse(null);
        Instant accepted = known == null ? clock.wall() : known.now().earliest();
        Request request = Request.accepted(Scene.KEYRING, id,
                new OpenRequest(id, command, accepted, seen, "operator", null));
        try {
            taking.file(request);
        } catch (UnavailableException e) {
            if (command.takesKeysAway()) {
                taking.hold(request, "the database is away");
            }
        }
    }

    /// What it saw last.
    public @Nullable Observation last() {
        return reconciler == null ? null : reconciler.last();
    }

    @Override
    protected void sending(MemberStatus status) {
        Board told = board;
        if (told == null) {
            return;
        }
        told.sent(status, clock.now());
        if (scene.has(Mutant.NO_ECHO)) {
            for (int partition = 0; partition < SimBus.PARTITIONS; partition++) {
                told.heard(status, partition, clock.now());
            }
        }
    }

    @Override
    public void status(MemberStatus status, int partition) {
        super.status(status, partition);
        soon(() -> {
            Board told = board;
            boolean own = status.instance().equals(instance());
            if (told != null && (own || !scene.has(Mutant.NO_ACKNOWLEDGEMENTS))) {
                told.heard(status, partition, clock.now());
            }
        });
    }

    @Override
    public void gone(String keyring, String instance) {
        soon(() -> {
            if (board != null) {
                board.gone(keyring, instance);
            }
        });
    }

    /// A call goes to Vault, and the reconciliation waits.
    <T> Answer<T> vault(Duration there, Supplier<T> atVault) {
        return callAndWait(there, atVault);
    }

    /// The reconciliation waits.
    void waitFor(Duration length) {
        sleep(length);
    }

    private final class ToMember implements Announcer {

        @Override
        public void declareFalse(List<WriteRef> writes) {
            later(Duration.ZERO, () -> step(new MemberInput.DeclaredFalse(writes)));
        }

        @Override
        public void forget(Position top) {
            later(Duration.ZERO, () -> step(new MemberInput.Forgotten(top)));
        }

        @Override
        public void readSoon() {
            later(Duration.ZERO, () -> step(new MemberInput.RefreshWanted()));
        }
    }
}
