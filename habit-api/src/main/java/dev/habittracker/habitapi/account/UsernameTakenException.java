package dev.habittracker.habitapi.account;

/// Somebody else has this username.
public final class UsernameTakenException extends RuntimeException {

    public UsernameTakenException() {
        super("username taken");
    }
}
