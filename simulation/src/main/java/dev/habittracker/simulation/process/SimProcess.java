package dev.habittracker.simulation.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.store.StoreException;
import dev.habittracker.simulation.engine.Dice;
import dev.habittracker.simulation.engine.Fiber;
import dev.habittracker.simulation.world.Weather;
import dev.habittracker.simulation.world.WorldClock;

/// A process: it can be held up, cut off, killed and started again, and each of its calls takes time.
public abstract class SimProcess {

    /** The scene. */
    protected final Scene scene;
    /** Its dice. */
    protected final Dice dice;
    /** Its clocks. */
    protected final WorldClock clock;
    private final String role;
    private final List<Fiber> fibers = new ArrayList<>();
    private boolean up;
    private boolean midway;
    private int starts;
    private String name;
    private long heldUntil;
    private int vaultCuts;
    private int kafkaCuts;
    private long troubled;
    private long inaudible;
    private boolean clockFault;
    private boolean slept;

    /// @param role  what distinguishes it: `member-1`
    /// @param clock its machine's clocks
    protected SimProcess(Scene scene, String role, WorldClock clock) {
        this.scene = scene;
        this.role = role;
        this.name = role + "#0";
        this.clock = clock;
        this.dice = new Dice(scene.seed(), role);
    }

    /// The process begins.
    public final void start() {
        if (up) {
            return;
        }
        up = true;
        starts++;
        name = role + "#" + starts;
        troubled = now();
        inaudible = now();
        begin();
    }

    /// It begins to do what it is for.
    protected abstract void begin();

    /// It is gone, without a word.
    public void kill() {
        if (!up) {
            return;
        }
        up = false;
        midway = fibers.stream().anyMatch(fiber -> !fiber.done());
        List.copyOf(fibers).forEach(Fiber::kill);
        fibers.clear();
    }

    /// Whether code of it was waiting for something when it was killed last.
    protected boolean diedMidway() {
        return midway;
    }

    /// Nothing of it moves for so long.
    ///
    /// @param asleep whether the whole machine sleeps, its monotonic clock with it
    public void hold(Duration length, boolean asleep) {
        long until = now() + length.toNanos();
        long longer = until - Math.max(heldUntil, now());
        if (longer <= 0) {
            return;
        }
        heldUntil = until;
        troubled = Math.max(troubled, heldUntil);
        inaudible = Math.max(inaudible, heldUntil);
        if (asleep) {
            slept = true;
            clock.slept(Duration.ofNanos(longer));
        }
    }

    /// It is cut off from Vault, or no more.
    public void cutVault(boolean cut) {
        vaultCuts = Math.max(0, vaultCuts + (cut ? 1 : -1));
        trouble();
    }

    /// It is cut off from Kafka, or no more.
    public void cutKafka(boolean cut) {
        kafkaCuts = Math.max(0, kafkaCuts + (cut ? 1 : -1));
        inaudible = Math.max(inaudible, now());
    }

    /// Whatever was wrong with it is so no more.
    public void mend() {
        vaultCuts = 0;
        kafkaCuts = 0;
        inaudible = Math.max(inaudible, now());
        heldUntil = Math.min(heldUntil, now());
        clock.jumpTo(Duration.ZERO);
    }

    /// Its clock is off by more than S from now on.
    public void spoilClock() {
        clockFault = true;
    }

    /// Whether its clock ever was.
    public boolean hadClockFault() {
        return clockFault;
    }

    /// Whether its machine ever slept.
    public boolean hasSlept() {
        return slept;
    }

    /// Its clocks.
    public WorldClock clock() {
        return clock;
    }

    /// Whether nothing of it moves now.
    public boolean isHeldUp() {
        return now() < heldUntil;
    }

    /// Whether it runs.
    public boolean isUp() {
        return up;
    }

    /// What distinguishes it, and how often it was started.
    public String name() {
        return name;
    }

    /// What distinguishes it.
    public String roleName() {
        return role;
    }

    /// How often it was started.
    protected int starts() {
        return starts;
    }

    /// Whether it reaches Kafka.
    public boolean reachesKafka() {
        return up && kafkaCuts == 0;
    }

    /// Whether it reaches Vault.
    protected boolean reachesVault() {
        return vaultCuts == 0 && !scene.vault().isAway();
    }

    /// It could not do what it wanted to.
    protected void trouble() {
        troubled = Math.max(troubled, now());
    }

    /// How long nothing has stood in its way.
    public Duration healthyFor() {
        return !up || now() < heldUntil || !reachesVault()
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, now() - troubled));
    }

    /// How long it has run without a pause, and nothing has stood between it and Kafka.
    public Duration audibleFor() {
        return !up || now() < heldUntil || kafkaCuts > 0 ? Duration.ZERO : Duration.ofNanos(now() - inaudible);
    }

    /// True nanoseconds.
    protected long now() {
        return scene.agenda().now();
    }

    /// What it does after a while, unless it is gone by then.
    protected void later(Duration delay, Runnable action) {
        int start = starts;
        scene.agenda().in(delay, () -> whenAwake(start, action));
    }

    /// What it does now, or once it is awake.
    protected void soon(Runnable action) {
        whenAwake(starts, action);
    }

    private void whenAwake(int start, Runnable action) {
        if (!up || start != starts) {
            return;
        }
        if (now() < heldUntil) {
            scene.agenda().at(heldUntil, () -> whenAwake(start, action));
        } else {
            action.run();
        }
    }

    /// Code that blocks begins.
    protected Fiber fiber(Runnable body) {
        fibers.removeIf(Fiber::done);
        Fiber fiber = Fiber.of(body);
        fibers.add(fiber);
        fiber.resume();
        return fiber;
    }

    /// The code that runs waits so long.
    protected void sleep(Duration length) {
        Fiber fiber = current();
        later(length, fiber::resume);
        fiber.await();
    }

    /// The fiber that runs.
    protected static Fiber current() {
        Fiber fiber = Fiber.current();
        if (fiber == null) {
            throw new IllegalStateException("blocking code runs in fibers only");
        }
        return fiber;
    }

    private static final class Box<T> {

        @Nullable
        T value;
        boolean reached;
    }

    /// Calls Vault.
    ///
    /// @param there    how long the request is on its way
    /// @param atVault  what happens there
    /// @param answered is told what came of it and how long all took, by this process's clock
    /// @param failed   is told that there was no answer; the request may have been carried out, or may still be
    protected <T> void call(Duration there, Supplier<T> atVault, BiConsumer<T, Duration> answered,
            Consumer<StoreException> failed) {
        Moment started = clock.now();
        Duration back = scene.weather().hop(dice);
        Box<T> box = new Box<>();
        int restores = scene.vault().restores();
        scene.agenda().in(there, () -> {
            if (reachesVault() && scene.vault().restores() == restores) {
                box.reached = true;
                box.value = atVault.get();
            }
        });
        Duration total = there.plus(back);
        boolean late = total.compareTo(Weather.PATIENCE) > 0;
        later(late ? Weather.PATIENCE : total, () -> {
            T value = box.value;
            if (late || !box.reached || value == null || !reachesVault()) {
                trouble();
                failed.accept(new StoreException(StoreException.Kind.UNREACHABLE, "Vault gave no answer"));
            } else {
                answered.accept(value, clock.now().waitedSince(started));
            }
        });
    }

    /// Calls Vault and waits for the answer.
    ///
    /// @throws StoreException where there was none
    protected <T> Answer<T> callAndWait(Duration there, Supplier<T> atVault) {
        Fiber fiber = current();
        List<Answer<T>> answers = new ArrayList<>(1);
        List<StoreException> failures = new ArrayList<>(1);
        call(there, atVault, (value, roundTrip) -> {
            answers.add(new Answer<>(value, roundTrip));
            fiber.resume();
        }, failure -> {
            failures.add(failure);
            fiber.resume();
        });
        fiber.await();
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return answers.getFirst();
    }

    /// What Vault answered.
    ///
    /// @param value     what
    /// @param roundTrip how long it took, by the caller's clock
    protected record Answer<T>(T value, Duration roundTrip) {}
}
