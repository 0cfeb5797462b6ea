package dev.habittracker.devstack.drill;

/** The drill cannot go on; the message says why. */
final class DrillException extends RuntimeException {

    DrillException(String message) {
        super(message);
    }
}
