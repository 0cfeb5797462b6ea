package dev.habittracker.auditconsumer.store;

/** The store refuses the content of a batch: trying again cannot help, and at least one of its messages is the cause. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason what was refused, without the content */
    public RefusedException(String reason) {
        super(reason);
    }

    /** Why, without the content. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
