package dev.habittracker.habitapi.account;

/// A valid token names a user that does not exist: one signed elsewhere with the ring's key, say.
public final class UnknownUserException extends RuntimeException {

    public UnknownUserException() {
        super("the token names no user of this service");
    }
}
