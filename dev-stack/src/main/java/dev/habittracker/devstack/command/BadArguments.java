package dev.habittracker.devstack.command;

/** The command line cannot be followed; the message is one line and says what to change. */
public final class BadArguments extends RuntimeException {

    BadArguments(String message) {
        super(message);
    }
}
