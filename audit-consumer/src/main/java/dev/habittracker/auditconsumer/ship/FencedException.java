package dev.habittracker.auditconsumer.ship;

/** Another tail of the same node and device has taken over; nothing of this one's open transaction became visible. */
public final class FencedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param cause what the log said */
    public FencedException(Throwable cause) {
        super("another tail with the same audit.node and audit.device has taken over", cause);
    }
}
