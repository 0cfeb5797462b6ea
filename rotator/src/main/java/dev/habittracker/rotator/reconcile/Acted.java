package dev.habittracker.rotator.reconcile;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.Position;

/// What came of acting on a decision.
///
/// @param goOn     whether to gather and decide again at once
/// @param happened whether what was decided was done
/// @param written  where the ring stands that was written; `null` where none was
/// @param result   what happened, as a sentence
public record Acted(boolean goOn, boolean happened, @Nullable Position written, String result) {

    static Acted done(String result) {
        return new Acted(true, true, null, result);
    }

    static Acted wrote(Position position) {
        return new Acted(true, true, position, "wrote ring " + position);
    }

    static Acted waits(String result) {
        return new Acted(false, true, null, result);
    }

    static Acted failed(boolean goOn, String result) {
        return new Acted(goOn, false, null, result);
    }
}
