package dev.habittracker.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;

import dev.habittracker.simulation.plan.Plan;

/// Many histories, on as many threads as one likes: each is independent of all others.
final class Campaign {

    /// A campaign that finds more than this is stopped: there is enough to be understood.
    static final int MOST_BROKEN = 10;
    private static final Duration PROGRESS = Duration.ofSeconds(5);

    private final long first;
    private final long histories;
    private final LongFunction<Plan> plans;
    private final Consumer<Tally.Broken> found;
    private final AtomicLong next;
    private final Tally tally = new Tally();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /// @param first     the first seed; the others follow
    /// @param histories how many
    /// @param plans     gives the history of a seed
    /// @param found     is told of each history that broke a rule, as soon as it did
    Campaign(long first, long histories, LongFunction<Plan> plans, Consumer<Tally.Broken> found) {
        this.first = first;
        this.histories = histories;
        this.plans = plans;
        this.found = found;
        this.next = new AtomicLong(first);
    }

    /// Runs them.
    ///
    /// @param progress is told now and then how far it is
    Tally run(int threads, Consumer<Tally> progress) throws InterruptedException {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            // virtual like the fibers that they hand over to, which spares the kernel's part in it
            workers.add(Thread.ofVirtual().start(this::work));
        }
        for (Thread worker : workers) {
            while (!worker.join(PROGRESS)) {
                progress.accept(tally);
            }
        }
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("the simulation failed", thrown);
        }
        return tally;
    }

    private void work() {
        try {
            for (long seed = next.getAndIncrement(); seed < first + histories && failure.get() == null
                    && tally.broken().size() < MOST_BROKEN; seed = next.getAndIncrement()) {
                Plan plan = plans.apply(seed);
                History.Result result = History.run(plan);
                tally.add(plan, result);
                if (result.violation() != null) {
                    found.accept(new Tally.Broken(plan, result.violation()));
                }
            }
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }
}
