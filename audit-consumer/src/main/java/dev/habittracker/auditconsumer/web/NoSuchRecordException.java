package dev.habittracker.auditconsumer.web;

/** No record has the id that was asked for. */
final class NoSuchRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchRecordException() {
        super("no record has this id: it is what an answer had under 'id', and is gone once its day is older than the"
                + " retention");
    }
}
