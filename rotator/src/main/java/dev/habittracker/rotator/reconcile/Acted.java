package dev.habittracker.rotator.reconcile;

/// What came of acting on a decision.
///
/// @param goOn   whether to gather and decide again at once
/// @param result what happened, as a sentence
public record Acted(boolean goOn, String result) {

    static Acted done(String result) {
        return new Acted(true, result);
    }

    static Acted stopped(String result) {
        return new Acted(false, result);
    }
}
