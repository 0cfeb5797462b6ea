package dev.habittracker.habitapi.habit;

/// The logged-in user has no such habit. Somebody else may: the answer is the same.
public final class UnknownHabitException extends RuntimeException {

    public UnknownHabitException() {
        super("no such habit");
    }
}
