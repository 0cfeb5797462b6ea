package dev.habittracker.devstack.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.habittracker.devstack.torture.Fault.Kind;

/** The faults of a run, all of them decided by the seed. */
final class FaultPlan {

    private static final int SHORTEST_PAUSE = 1500;
    private static final int LONGEST_PAUSE = 6000;
    private static final int SHORTEST = 300;
    /** Long enough for a read of Vault that gets no answer to be given up. */
    private static final int LONGEST = 10_000;

    private FaultPlan() {}

    /**
     * As many kills as asked for, and on average as many other faults among them.
     *
     * @param processes what can be killed and stopped
     * @param links what can be cut and silenced
     */
    static List<Fault> of(long seed, int kills, List<String> processes, List<String> links) {
        var random = new Random(seed);
        List<Fault> faults = new ArrayList<>();
        for (int killed = 0; killed < kills;) {
            Kind kind = kind(random);
            String victim = switch (kind) {
                case KILL, STOP -> processes.get(random.nextInt(processes.size()));
                case CUT, SILENCE -> links.get(random.nextInt(links.size()));
            };
            faults.add(new Fault(millis(random, SHORTEST_PAUSE, LONGEST_PAUSE), kind, victim,
                    millis(random, SHORTEST, LONGEST)));
            killed += kind == Kind.KILL ? 1 : 0;
        }
        return List.copyOf(faults);
    }

    private static Kind kind(Random random) {
        if (random.nextBoolean()) {
            return Kind.KILL;
        }
        return switch (random.nextInt(3)) {
            case 0 -> Kind.STOP;
            case 1 -> Kind.CUT;
            default -> Kind.SILENCE;
        };
    }

    private static Duration millis(Random random, int least, int most) {
        return Duration.ofMillis(random.nextInt(least, most));
    }
}
