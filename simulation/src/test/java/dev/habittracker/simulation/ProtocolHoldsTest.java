package dev.habittracker.simulation;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.habittracker.simulation.check.Situation;
import dev.habittracker.simulation.plan.Plan;
import dev.habittracker.simulation.plan.PlanMaker;
import dev.habittracker.simulation.plan.Step.Kind;

import static org.assertj.core.api.Assertions.assertThat;

class ProtocolHoldsTest {

    private static final int AT_MOST = 3000;
    private static final int AT_LEAST = 300;
    private static final int FORGERIES = 40;
    private static final int ADOPTIONS = 40;
    private static final long BUDGET_NANOS = 25_000_000_000L;

    @Test
    void no_rule_is_broken_in_any_history() {
        AtomicReference<@Nullable Plan> broken = new AtomicReference<>();
        AtomicInteger ran = new AtomicInteger();
        long start = System.nanoTime();

        LongStream.range(0, AT_MOST).parallel().mapToObj(PlanMaker::plan)
                .filter(plan -> broken.get() == null)
                .filter(plan -> ran.get() < AT_LEAST || System.nanoTime() - start < BUDGET_NANOS)
                .forEach(plan -> {
                    ran.incrementAndGet();
                    if (History.run(plan).violation() != null) {
                        broken.compareAndSet(null, plan);
                    }
                });

        System.out.println(ran + " histories in " + (System.nanoTime() - start) / 1_000_000 + " ms");
        Plan plan = broken.get();
        assertThat(plan).as(() -> plan == null ? "" : Shrinker.report(plan)).isNull();
    }

    /// It stays in the topic for whoever begins to listen, also after the next ring.
    @Test
    void a_forged_event_that_was_forgotten_is_not_believed_again() {
        for (long seed = 0; seed < FORGERIES; seed++) {
            Plan plan = Trial.plan(seed, Trial.step(Kind.FORGED_EVENT, 240, 0, 1).to(5),
                    Trial.step(Kind.KILL, 390, 5).to(1));

            assertThat(History.run(plan).violation()).as("seed %d", seed).isNull();
        }
    }

    /// Such a token says nothing of how new its key is, and a standby's "no" may be older than the key.
    @Test
    void a_token_without_kid_is_not_refused_by_a_verifier_whose_standby_lags_behind_the_adoption_of_its_key() {
        for (long seed = 0; seed < ADOPTIONS; seed++) {
            assertThat(History.run(Trial.youngKeyBehindStandbys(seed)).violation()).as("seed %d", seed).isNull();
        }
    }

    @Test
    void the_same_seed_gives_the_same_history() {
        for (long seed = 0; seed < 10; seed++) {
            Plan plan = PlanMaker.plan(seed);

            assertThat(History.trace(plan)).isEqualTo(History.trace(plan));
        }
    }

    @Test
    void how_many_threads_run_the_histories_makes_no_difference() throws InterruptedException {
        Tally alone = new Campaign(500, 30, PlanMaker::plan, _ -> {}).run(1, _ -> {});
        Tally together = new Campaign(500, 30, PlanMaker::plan, _ -> {}).run(4, _ -> {});

        assertThat(together.fingerprint()).isEqualTo(alone.fingerprint());
        assertThat(new Report(500, 1, Duration.ZERO, together).json())
                .isEqualTo(new Report(500, 1, Duration.ZERO, alone).json());
    }

    @Test
    void a_thousand_histories_leave_no_situation_out() {
        Set<Situation> met = EnumSet.noneOf(Situation.class);
        for (long seed = 0; seed < 1000 && met.size() < Situation.values().length; seed++) {
            met.addAll(History.run(PlanMaker.plan(seed)).coverage().situations());
        }

        assertThat(met).containsExactlyInAnyOrder(Situation.values());
    }

    @Test
    void a_history_without_faults_rotates_and_issues_tokens() {
        Plan quiet = PlanMaker.plan(1).with(List.of()).endingAt(Duration.ofSeconds(300));

        History.Result result = History.run(quiet);

        assertThat(result.violation()).isNull();
        assertThat(result.versions()).isGreaterThan(2);
        assertThat(result.tokens()).isGreaterThan(20);
    }
}
