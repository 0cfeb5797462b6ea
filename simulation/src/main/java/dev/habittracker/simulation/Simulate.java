package dev.habittracker.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.habittracker.simulation.plan.PlanMaker;

/// `simulate --histories N --seed S`: runs N histories, of the seeds from S on, shows how it gets on and at the end what they
/// covered. The exit status is 1 where one broke a rule; the first such is made as short as it gets. With `--exhaustive` it
/// tries every order of moves in a small world instead.
public final class Simulate {

    private static final int USAGE = 2;

    private Simulate() {}

    /// @param arguments see [Options#USAGE]
    public static void main(String[] arguments) throws InterruptedException, IOException {
        List<String> rest = new ArrayList<>(List.of(arguments));
        boolean exhaustive = rest.remove(Exhaustive.FLAG);
        int status;
        try {
            status = exhaustive
                    ? Exhaustive.run(Exhaustive.Asked.parse(rest))
                    : run(Options.parse(arguments, System.currentTimeMillis()));
        } catch (IllegalArgumentException e) {
            System.err.println("simulate: " + e.getMessage());
            System.err.println(Options.USAGE);
            status = USAGE;
        }
        System.exit(status);
    }

    /// @return the exit status
    static int run(Options options) throws InterruptedException, IOException {
        System.out.printf("%,d histories of the seeds from %d on, on %d threads%n", options.histories(), options.seed(),
                options.threads());
        Progress progress = new Progress(options.histories(), System::nanoTime);
        Tally tally = new Campaign(options.seed(), options.histories(), PlanMaker::plan, Simulate::tell).run(
                options.threads(),
                now -> System.out.println(progress.line(now.histories(), now.broken().size())));
        Report report = new Report(options.seed(), options.threads(), progress.elapsed(), tally);
        System.out.println();
        System.out.println(report.table());
        System.out.println();
        Path json = options.json();
        if (json != null) {
            Files.writeString(json, report.json() + System.lineSeparator());
        }
        return verdict(tally.broken());
    }

    private static void tell(Tally.Broken broken) {
        System.out.println("  seed " + broken.plan().seed() + ": " + broken.violation());
    }

    static int verdict(List<Tally.Broken> broken) {
        if (broken.isEmpty()) {
            System.out.println("No rule was broken.");
            return 0;
        }
        System.out.println(broken.size() + (broken.size() < Campaign.MOST_BROKEN
                ? " of them broke a rule:"
                : " of them broke a rule, and so the others were not run:"));
        broken.forEach(one -> System.out.println("  seed " + one.plan().seed() + ": " + one.violation()));
        System.out.println();
        System.out.println("Again: ./pipeline simulate --histories 1 --seed " + broken.getFirst().plan().seed());
        System.out.println(Shrinker.report(broken.getFirst().plan()));
        return 1;
    }
}
