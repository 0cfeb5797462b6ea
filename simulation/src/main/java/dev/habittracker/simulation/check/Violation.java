package dev.habittracker.simulation.check;

import java.time.Duration;

/// A rule was broken.
///
/// @param rule which
/// @param at   true time since the start of the history
/// @param what what happened, with the names and times that tell why
public record Violation(Rule rule, Duration at, String what) {

    @Override
    public String toString() {
        return "rule " + rule.number() + " " + rule + " at " + at + ": " + what;
    }
}
