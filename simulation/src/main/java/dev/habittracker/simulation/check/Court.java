package dev.habittracker.simulation.check;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.habittracker.simulation.engine.Agenda;

/// Takes in the first violation of a history.
public final class Court {

    /// After so long without trouble everything that was written is published and applied.
    static final Duration SETTLED = Duration.ofSeconds(60);

    private final Agenda agenda;
    private final Set<Rule> rules;
    private @Nullable Violation violation;
    private boolean rehearses;
    private boolean objected;

    /// @param rules those that are held; others may be broken
    public Court(Agenda agenda, Set<Rule> rules) {
        this.agenda = agenda;
        this.rules = rules;
    }

    /// A rule was broken.
    public void broken(Rule rule, String what) {
        objected = true;
        if (!rehearses && violation == null && rules.contains(rule)) {
            violation = new Violation(rule, Duration.ofNanos(agenda.now()), what);
        }
    }

    /// Whether nothing would be found broken by looking now. What is found is not held against anybody.
    public boolean isContentWith(Runnable look) {
        rehearses = true;
        objected = false;
        look.run();
        rehearses = false;
        return !objected;
    }

    /// The first violation; `null` where there was none.
    public @Nullable Violation violation() {
        return violation;
    }

    /// True nanoseconds.
    long now() {
        return agenda.now();
    }
}
