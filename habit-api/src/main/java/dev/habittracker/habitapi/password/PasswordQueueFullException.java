package dev.habittracker.habitapi.password;

/// More log-ins and registrations at once than the service takes on; answered with 503.
public final class PasswordQueueFullException extends RuntimeException {

    PasswordQueueFullException() {
        super("too many passwords are waiting to be checked");
    }
}
