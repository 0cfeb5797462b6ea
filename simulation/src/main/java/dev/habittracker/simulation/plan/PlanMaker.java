package dev.habittracker.simulation.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.habittracker.simulation.engine.Dice;
import dev.habittracker.simulation.plan.Step.Kind;
import dev.habittracker.simulation.world.Weather;

/// Draws histories. Most have a handful of steps, some have many; some are ambushes, since what takes six coincidences at
/// once would else not be met in a lifetime.
public final class PlanMaker {

    /// So early that the first ring stands in most histories.
    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration SHORTEST = Duration.ofSeconds(120);
    private static final Duration LONGEST = Duration.ofSeconds(420);
    private static final int MOST_STEPS = 12;
    /// Steps that make other rules hard to judge are drawn into every fourth history only.
    private static final Set<Kind> DRASTIC = EnumSet.of(Kind.DATABASE_LOST, Kind.CLOCK_FAULT,
            Kind.RESTORE, Kind.PUT_BY_HAND, Kind.DELETE_SECRET, Kind.REVOKE_ALL, Kind.CHANGE_KIND,
            Kind.TOPICS_RECREATED);

    private PlanMaker() {}

    /// The history of a seed.
    public static Plan plan(long seed) {
        Dice dice = new Dice(seed, "plan");
        Duration length = dice.between(SHORTEST, LONGEST);
        boolean drastic = dice.chance(0.25);
        List<Kind> kinds = EnumSet.allOf(Kind.class).stream()
                .filter(kind -> drastic || !DRASTIC.contains(kind))
                .filter(kind -> kind != Kind.CHANGE_KIND || dice.chance(0.05)).toList();
        List<Step> steps = new ArrayList<>();
        int count = dice.nextInt(MOST_STEPS + 1);
        for (int i = 0; i < count; i++) {
            steps.add(step(dice, dice.pick(kinds), length));
        }
        if (dice.chance(0.4)) {
            steps.add(step(dice, dice.chance(0.7) ? Kind.AMBUSH : Kind.HASTE, length));
        }
        if (drastic) {
            steps.addAll(rare(new Dice(seed, "rare"), length));
        }
        steps.sort(Comparator.comparing(Step::at));
        return new Plan(seed, 2 + dice.nextInt(2), 1 + dice.nextInt(2), dice.pick(List.of(Weather.values())),
                dice.chance(0.8), dice.chance(0.2), length, steps);
    }

    /// What would otherwise be met too seldom. It has dice of its own, so that the other histories stay what they were.
    private static List<Step> rare(Dice dice, Duration length) {
        List<Step> steps = new ArrayList<>();
        if (dice.chance(0.1)) {
            // what one restore brings back another one may take away again
            steps.add(step(dice, Kind.RESTORE, length));
            steps.add(step(dice, Kind.RESTORE, length));
        }
        if (dice.chance(0.1)) {
            steps.add(step(dice, Kind.CHANGE_KIND, length));
        }
        return steps;
    }

    /// A history with nothing but an ambush, or a haste, and a little besides.
    public static Plan ambush(long seed, Kind kind) {
        Dice dice = new Dice(seed, "ambush");
        Duration length = Duration.ofSeconds(330);
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(kind, dice.between(Duration.ofSeconds(50), Duration.ofSeconds(130)), Duration.ZERO,
                dice.nextInt(6), dice.nextInt(100)));
        if (dice.chance(0.3)) {
            Kind beside = dice.pick(List.of(Kind.ROTATE, Kind.KILL, Kind.PARTITION_SILENT, Kind.ROLL_BACK));
            steps.add(step(dice, beside, length));
        }
        steps.sort(Comparator.comparing(Step::at));
        return new Plan(seed, 2 + dice.nextInt(2), 1, Weather.FAIR, true, false, length, steps);
    }

    private static Step step(Dice dice, Kind kind, Duration length) {
        Duration at = dice.between(FIRST, length);
        Duration lasts = dice.chance(0.3)
                ? dice.between(Duration.ofSeconds(60), Duration.ofSeconds(150))
                : dice.between(Duration.ofSeconds(1), Duration.ofSeconds(40));
        return new Step(kind, at, lasts, dice.nextInt(6), dice.nextInt(100));
    }
}
