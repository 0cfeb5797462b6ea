package dev.habittracker.rotator.reconcile;

import java.util.Random;
import java.util.function.Consumer;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Between any two calls a rotator may die, and any answer may be lost: whoever comes next finishes what was begun.
@ExtendWith(Unlogged.class)
class CrashTest {

    @ParameterizedTest
    @EnumSource
    void rotator_diesBeforeAnyOfItsCalls_anotherFinishesIt(Scenario scenario) {
        int calls = 0;
        while (diesAfter(scenario, calls)) {
            calls++;
        }
        assertThat(calls).as("calls that the work consists of").isGreaterThan(5);
    }

    /// Up to five die, each where a seed says. `-Drace.seeds=1000` tries more of them.
    @ParameterizedTest
    @EnumSource
    void rotators_dieOneAfterTheOtherAtRandom_theLastFinishesIt(Scenario scenario) {
        for (long seed = 0; seed < Seeds.COUNT; seed++) {
            Random random = new Random(seed);
            World world = scenario.begin();
            RaceTest.attempt("seed " + seed, () -> {
                for (int deaths = 1 + random.nextInt(5); deaths > 0; deaths--) {
                    Run run = world.start();
                    for (int calls = random.nextInt(40); calls > 0 && !run.isOver(); calls--) {
                        run.step();
                    }
                    run.die();
                }
                scenario.verify(world);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void rotator_losesTheAnswerToAnyOfItsCalls_itIsFinishedAllTheSame(Scenario scenario) {
        int calls = 0;
        while (losesAnswerAfter(scenario, calls)) {
            calls++;
        }
        assertThat(calls).as("calls that the work consists of").isGreaterThan(5);
    }

    private static boolean diesAfter(Scenario scenario, int calls) {
        World world = scenario.begin();
        return after(calls, world, "it dies after " + calls + " calls", run -> {
            run.die();
            scenario.verify(world);
        });
    }

    private static boolean losesAnswerAfter(Scenario scenario, int calls) {
        World world = scenario.begin();
        return after(calls, world, "the answer to call " + (calls + 1) + " is lost", run -> {
            run.loseTheNextAnswer();
            run.finish();
            scenario.verify(world);
        });
    }

    /// @return whether the work had not ended by then
    private static boolean after(int calls, World world, String what, Consumer<Run> then) {
        Run run = world.start();
        boolean[] stood = new boolean[1];
        RaceTest.attempt(what, () -> {
            for (int i = 0; i < calls && !run.isOver(); i++) {
                run.step();
            }
            stood[0] = !run.isOver();
            then.accept(run);
        });
        return stood[0];
    }
}
