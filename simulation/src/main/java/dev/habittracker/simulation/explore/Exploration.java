package dev.habittracker.simulation.explore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.habittracker.rotator.reconcile.KeyringRules;
import dev.habittracker.simulation.check.Violation;
import dev.habittracker.simulation.process.Mutant;

/// Tries every order of moves up to a bound. There is no copy of a state to go back to: each path is run from the start,
/// along a prefix of choices and then on; a state that was met before, with as much of the bound left, is not gone on from.
public final class Exploration {

    /// What came of it.
    ///
    /// @param states    different states
    /// @param moves     moves between them
    /// @param endings   different histories that came to an end, and were then well for long
    /// @param longest   the most moves of one history
    /// @param violation the first; `null` where there was none
    /// @param path      the moves up to it
    /// @param complete  whether everything within the bound was tried
    public record Result(long states, long moves, long endings, int longest, @Nullable Violation violation,
            List<String> path, boolean complete) {}

    /// Where a path may be taken up again.
    private static final class Fork {

        final int choices;
        int taken;

        Fork(int choices) {
            this.choices = choices;
        }
    }

    private final KeyringRules rules;
    private final Bounds bounds;
    private final Set<Mutant> mutants;
    private final long mostStates;
    private final Consumer<Result> progress;
    private final Set<Long> seen = new HashSet<>();
    private final List<Fork> forks = new ArrayList<>();
    private long moves;
    private long endings;
    private int longest;
    private @Nullable Violation violation;
    private List<String> path = List.of();

    private Exploration(KeyringRules rules, Bounds bounds, Set<Mutant> mutants, long mostStates,
            Consumer<Result> progress) {
        this.rules = rules;
        this.bounds = bounds;
        this.mutants = mutants;
        this.mostStates = mostStates;
        this.progress = progress;
    }

    /// Explores.
    ///
    /// @param mutants    safeguards that are taken away
    /// @param mostStates gives up after so many
    /// @param progress   is told after each path
    public static Result explore(KeyringRules rules, Bounds bounds, Set<Mutant> mutants, long mostStates,
            Consumer<Result> progress) {
        return new Exploration(rules, bounds, mutants, mostStates, progress).run();
    }

    private Result run() {
        boolean more = true;
        while (more && violation == null && seen.size() < mostStates) {
            follow();
            more = backtrack();
            progress.accept(result(false));
        }
        return result(!more && violation == null);
    }

    private Result result(boolean complete) {
        return new Result(seen.size(), moves, endings, longest, violation, path, complete);
    }

    private boolean backtrack() {
        while (!forks.isEmpty() && forks.getLast().taken + 1 >= forks.getLast().choices) {
            forks.removeLast();
        }
        if (forks.isEmpty()) {
            return false;
        }
        forks.getLast().taken++;
        return true;
    }

    private void follow() {
        SmallWorld world = new SmallWorld(rules, bounds, mutants);
        List<String> taken = new ArrayList<>();
        try {
            follow(world, taken);
        } catch (RuntimeException e) {
            world.failed(e);
        } finally {
            if (world.violation() != null) {
                violation = world.violation();
                path = List.copyOf(taken);
            }
            world.close();
        }
    }

    private void follow(SmallWorld world, List<String> taken) {
        String last = "";
        int switches = 0;
        int crashes = 0;
        for (int depth = 0; world.violation() == null; depth++) {
            List<Move> all = world.moves();
            String going = last;
            boolean canGoOn = all.stream().anyMatch(move -> move.actor().equals(going) && !move.fault());
            boolean mustGoOn = canGoOn && switches >= bounds.switches();
            boolean mayFail = crashes < bounds.crashes();
            List<Move> open = all.stream().filter(move -> !mustGoOn || move.actor().equals(going))
                    .filter(move -> mayFail || !move.fault()).toList();
            if (depth >= forks.size()) {
                Hashed state = new Hashed();
                world.addTo(state);
                state.add(switches);
                state.add(crashes);
                state.add(canGoOn ? going : "");
                if (!seen.add(state.value())) {
                    return;
                }
                longest = Math.max(longest, depth);
                if (open.isEmpty()) {
                    endings++;
                    world.end();
                    return;
                }
                forks.add(new Fork(open.size()));
            }
            Move move = open.get(forks.get(depth).taken);
            if (depth == forks.size() - 1) {
                moves++;
            }
            switches += canGoOn && !move.actor().equals(going) ? 1 : 0;
            crashes += move.fault() ? 1 : 0;
            last = move.actor();
            taken.add(move.toString());
            move.action().run();
            world.judge();
        }
    }
}
