package dev.habittracker.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.habittracker.simulation.explore.Bounds;
import dev.habittracker.simulation.explore.Exploration;

/// `simulate --exhaustive`: tries every order of moves up to the bound, shows how it gets on and at the end how many states
/// there are. The exit status is 1 where a rule was broken, with the moves up to it.
final class Exhaustive {

    static final String FLAG = "--exhaustive";
    static final String USAGE = "       simulate --exhaustive [--rotators 2] [--members 2] [--switches 1] [--crashes 0]"
            + " [--states N]";
    private static final Duration PROGRESS = Duration.ofSeconds(5);

    /// What the command line asks for.
    ///
    /// @param bounds     how far it goes
    /// @param mostStates where it gives up
    record Asked(Bounds bounds, long mostStates) {

        static Asked parse(List<String> arguments) {
            Asked asked = new Asked(new Bounds(2, 2, 1, 0), Long.MAX_VALUE);
            for (Map.Entry<String, String> option : Options.pairs(arguments).entrySet()) {
                asked = asked.with(option.getKey(), option.getValue());
            }
            return asked;
        }

        private Asked with(String name, String value) {
            long number = Options.number(name, value, 0, Integer.MAX_VALUE);
            int small = (int) number;
            return switch (name) {
                case "--rotators" -> new Asked(new Bounds(small, bounds.members(), bounds.switches(), bounds.crashes()),
                        mostStates);
                case "--members" -> new Asked(new Bounds(bounds.rotators(), small, bounds.switches(), bounds.crashes()),
                        mostStates);
                case "--switches" -> new Asked(new Bounds(bounds.rotators(), bounds.members(), small, bounds.crashes()),
                        mostStates);
                case "--crashes" -> new Asked(new Bounds(bounds.rotators(), bounds.members(), bounds.switches(), small),
                        mostStates);
                case "--states" -> new Asked(bounds, number);
                default -> throw new IllegalArgumentException("there is no option " + name + " of " + FLAG);
            };
        }
    }

    private long told;

    private Exhaustive() {}

    /// @return the exit status
    static int run(Asked asked) {
        return new Exhaustive().explore(asked);
    }

    private int explore(Asked asked) {
        System.out.println("Every order of moves: " + asked.bounds());
        long start = System.nanoTime();
        told = start;
        Exploration.Result result = Exploration.explore(History.RULES, asked.bounds(), Set.of(), asked.mostStates(),
                now -> tell(now, start));
        System.out.println();
        System.out.println(line(result, start));
        if (result.violation() != null) {
            System.out.println("broken: " + result.violation());
            result.path().forEach(move -> System.out.println("  " + move));
            return 1;
        }
        System.out.println(result.complete()
                ? "Everything within the bound was tried, and no rule was broken."
                : "Not everything within the bound was tried: --states ended it. No rule was broken up to there.");
        return 0;
    }

    private void tell(Exploration.Result now, long start) {
        if (System.nanoTime() - told > PROGRESS.toNanos()) {
            told = System.nanoTime();
            System.out.println(line(now, start));
        }
    }

    private static String line(Exploration.Result result, long start) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return String.format(Locale.ROOT, "%s  %,d states, %,d moves, %,d endings, at most %d moves in a row",
                Progress.text(took), result.states(), result.moves(), result.endings(), result.longest());
    }
}
