package dev.habittracker.rotator.reconcile;

import java.util.Arrays;

/// Errors that nobody foresaw, told without their text: it is not ours, and may quote anything.
public final class Unforeseen {

    private static final String OWN = "dev.habittracker.";

    private Unforeseen() {}

    /// The error's class, and where in our own code it came up: `ArithmeticException at Margins.java:29`.
    public static String tell(Throwable error) {
        return error.getClass().getSimpleName() + Arrays.stream(error.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OWN)).findFirst()
                .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber()).orElse("");
    }
}
