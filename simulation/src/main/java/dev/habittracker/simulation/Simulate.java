package dev.habittracker.simulation;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import dev.habittracker.simulation.plan.Plan;
import dev.habittracker.simulation.plan.PlanMaker;

/// `simulate --histories N --seed S`: runs N histories, of the seeds from S on, and shows how it gets on. The first that
/// breaks a rule is shrunk and shown, and the exit status is 1.
public final class Simulate {

    private static final Duration PROGRESS = Duration.ofSeconds(5);

    private Simulate() {}

    /// @param arguments `--histories N --seed S [--threads T]`
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, Long> options = options(arguments);
        if (options == null) {
            System.err.println("usage: simulate [--histories N] [--seed S] [--threads T]");
            System.exit(2);
            return;
        }
        System.exit(run(options.getOrDefault("--histories", 10_000L),
                options.getOrDefault("--seed", System.currentTimeMillis()),
                Math.toIntExact(options.getOrDefault("--threads", (long) Runtime.getRuntime().availableProcessors()))));
    }

    private static @Nullable Map<String, Long> options(String[] arguments) {
        Map<String, Long> options = new TreeMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            try {
                options.put(arguments[i], Long.parseLong(arguments[i + 1]));
            } catch (NumberFormatException e) {
                return null;
            }
        }
        boolean known = java.util.Set.of("--histories", "--seed", "--threads").containsAll(options.keySet());
        return known && arguments.length % 2 == 0 ? options : null;
    }

    /// @return the exit status
    static int run(long histories, long seed, int threads) throws InterruptedException {
        System.out.println(histories + " histories of the seeds from " + seed + " on");
        AtomicLong next = new AtomicLong(seed);
        AtomicLong done = new AtomicLong();
        AtomicLong versions = new AtomicLong();
        AtomicLong tokens = new AtomicLong();
        AtomicReference<@Nullable Plan> broken = new AtomicReference<>();
        long start = System.nanoTime();
        Thread[] workers = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            workers[i] = Thread.ofVirtual().start(() -> {
                for (long mine = next.getAndIncrement(); mine < seed + histories
                        && broken.get() == null; mine = next.getAndIncrement()) {
                    Plan plan = PlanMaker.plan(mine);
                    History.Result result = History.run(plan);
                    versions.addAndGet(result.versions());
                    tokens.addAndGet(result.tokens());
                    done.incrementAndGet();
                    if (result.violation() != null) {
                        broken.compareAndSet(null, plan);
                    }
                }
            });
        }
        for (Thread worker : workers) {
            while (!worker.join(PROGRESS)) {
                System.out.println(told(done.get(), start, versions.get(), tokens.get()));
            }
        }
        System.out.println(told(done.get(), start, versions.get(), tokens.get()));
        Plan plan = broken.get();
        if (plan == null && done.get() < histories) {
            System.out.println("stopped before all histories had run: see the error above");
            return 1;
        }
        if (plan == null) {
            System.out.println("no rule was broken");
            return 0;
        }
        System.out.println(Shrinker.report(plan));
        return 1;
    }

    private static String told(long done, long start, long versions, long tokens) {
        double seconds = (System.nanoTime() - start) / 1e9;
        return "%,d histories in %.1f s, %.0f a second; %,d ring versions, %,d tokens".formatted(done, seconds,
                done / seconds, versions, tokens);
    }
}
