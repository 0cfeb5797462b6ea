package dev.habittracker.auditconsumer.ship;

/** The audit device does not hash: nothing from the named line on is handed on. */
public final class SecretsInClearException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param file the file's name
     * @param offset where the line begins
     */
    SecretsInClearException(String file, long offset) {
        super("the line at " + offset + " of " + file + " has secrets in clear, so nothing from there on is handed on:"
                + " the audit device has log_raw=true. Set it to false, move the file to where secrets may lie, and set"
                + " audit.losses-acknowledged once it is reported as gone");
    }
}
