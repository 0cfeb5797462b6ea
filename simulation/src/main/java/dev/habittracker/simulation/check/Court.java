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

    /// @param rules those that are held; others may be broken
    public Court(Agenda agenda, Set<Rule> rules) {
        this.agenda = agenda;
        this.rules = rules;
    }

    /// A rule was broken.
    public void broken(Rule rule, String what) {
        if (violation == null && rules.contains(rule)) {
            violation = new Violation(rule, Duration.ofNanos(agenda.now()), what);
        }
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
