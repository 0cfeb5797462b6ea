package dev.habittracker.devstack.torture;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import dev.habittracker.devstack.process.Victim;
import dev.habittracker.devstack.process.Waiting;
import dev.habittracker.devstack.proxy.Weather;

/** Carries the faults of a plan out, several at a time where they meet, and mends what they broke. */
final class Chaos {

    private static final Duration MENDED_WITHIN = Duration.ofSeconds(120);
    private static final Duration TRY_AGAIN = Duration.ofMillis(500);

    private final Map<String, Victim> victims;
    private final ProxiedLinks links;
    private final Outages outages;
    private final Clock clock;
    private final Consumer<String> progress;
    private final List<String> unmended = Collections.synchronizedList(new ArrayList<>());

    Chaos(Map<String, Victim> victims, ProxiedLinks links, Outages outages, Clock clock, Consumer<String> progress) {
        this.victims = Map.copyOf(victims);
        this.links = links;
        this.outages = outages;
        this.clock = clock;
        this.progress = progress;
    }

    /** Returns when the last fault is mended. */
    void run(List<Fault> faults) {
        List<Thread> running = new ArrayList<>();
        int number = 0;
        for (Fault fault : faults) {
            number++;
            Waiting.until(fault.after(), () -> false);
            Waiting.until(MENDED_WITHIN, () -> !outages.isLasting(fault.victim()));
            progress.accept("  %3d/%d  %s".formatted(number, faults.size(), fault));
            outages.begin(fault.victim(), clock.instant());
            running.add(Thread.ofVirtual().start(() -> carryOut(fault)));
        }
        running.forEach(Waiting::forEndOf);
    }

    /** What did not come back by itself, in words. */
    List<String> unmended() {
        return List.copyOf(unmended);
    }

    private void carryOut(Fault fault) {
        try {
            switch (fault.kind()) {
                case KILL -> {
                    victim(fault).kill();
                    rest(fault);
                }
                case STOP -> {
                    victim(fault).suspend();
                    rest(fault);
                    victim(fault).resume();
                }
                case CUT -> during(fault, new Weather.Cut());
                case SILENCE -> during(fault, new Weather.Silent());
            }
            awaitService(fault);
        } finally {
            outages.end(fault.victim(), clock.instant());
        }
    }

    private void during(Fault fault, Weather weather) {
        links.weather(fault.victim(), weather);
        rest(fault);
        links.weather(fault.victim(), new Weather.Fair());
    }

    /** A service that finds nothing to connect to may end: as an orchestrator would, it is started until it stays. */
    private void awaitService(Fault fault) {
        Victim victim = victims.get(fault.victim());
        if (victim == null) {
            return;
        }
        boolean serves = Waiting.until(MENDED_WITHIN, () -> startedAndServing(victim));
        if (!serves) {
            unmended.add(fault.victim() + " did not serve again within " + MENDED_WITHIN.toSeconds() + " s after "
                    + fault);
        }
    }

    private static boolean startedAndServing(Victim victim) {
        try {
            victim.startAgain();
            return victim.serves();
        } catch (RuntimeException notNow) {
            Waiting.until(TRY_AGAIN, () -> false);
            return false;
        }
    }

    private Victim victim(Fault fault) {
        return Objects.requireNonNull(victims.get(fault.victim()), fault.victim());
    }

    private static void rest(Fault fault) {
        Waiting.until(fault.lasts(), () -> false);
    }
}
