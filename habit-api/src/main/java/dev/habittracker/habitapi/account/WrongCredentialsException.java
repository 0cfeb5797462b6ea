package dev.habittracker.habitapi.account;

/// No user with this name and password. Which of the two was wrong is known to nobody outside.
public final class WrongCredentialsException extends RuntimeException {

    public WrongCredentialsException() {
        super("wrong credentials");
    }
}
