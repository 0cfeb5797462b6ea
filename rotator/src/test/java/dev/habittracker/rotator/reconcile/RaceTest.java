package dev.habittracker.rotator.reconcile;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Rotators that reconcile at the same time do together what one alone would do.
@ExtendWith(Unlogged.class)
class RaceTest {

    /// One runs up to any of its calls, then the other up to any of its own, then both to their ends.
    @ParameterizedTest
    @EnumSource(names = {"ASKED_TWICE", "CREATION"})
    void twoRotators_changePlacesAtAnyTwoCalls_doTogetherWhatOneWouldDo(Scenario scenario) {
        for (int first = 0; stopsAfter(scenario, first); first++) {
            int second = 0;
            while (interleaved(scenario, first, second)) {
                second++;
            }
        }
    }

    /// Any of three goes on at each call, as a seed says. `-Drace.seeds=1000` tries more of them.
    @ParameterizedTest
    @EnumSource
    void threeRotators_changePlacesAtRandom_doTogetherWhatOneWouldDo(Scenario scenario) {
        for (long seed = 0; seed < Seeds.COUNT; seed++) {
            Random random = new Random(seed);
            World world = scenario.begin();
            List<Run> runs = Stream.generate(world::start).limit(3).toList();
            attempt("seed " + seed, () -> {
                List<Run> left = runs;
                while (!left.isEmpty()) {
                    left.get(random.nextInt(left.size())).step();
                    left = left.stream().filter(run -> !run.isOver()).toList();
                }
                scenario.verify(world);
            });
        }
    }

    private static boolean stopsAfter(Scenario scenario, int calls) {
        Run run = scenario.begin().start();
        for (int i = 0; i < calls; i++) {
            run.step();
        }
        boolean stands = !run.isOver();
        run.finish();
        return stands;
    }

    /// @return whether the second one had not ended by its last call
    private static boolean interleaved(Scenario scenario, int first, int second) {
        World world = scenario.begin();
        Run one = world.start();
        Run other = world.start();
        boolean[] stands = new boolean[1];
        attempt("first stops after " + first + " calls, second after " + second, () -> {
            for (int i = 0; i < first && !one.isOver(); i++) {
                one.step();
            }
            for (int i = 0; i < second && !other.isOver(); i++) {
                other.step();
            }
            stands[0] = !other.isOver();
            one.finish();
            other.finish();
            scenario.verify(world);
        });
        return stands[0];
    }

    static void attempt(String what, Runnable attempt) {
        try {
            attempt.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("failed where " + what, e);
        }
    }
}
