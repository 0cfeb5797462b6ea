package dev.habittracker.auditconsumer.web;

/** A request's parameter is not what it must be; the message says what to change. */
final class BadParameterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String parameter;

    BadParameterException(String parameter, String whatIsWrong) {
        super("the parameter '" + parameter + "' " + whatIsWrong);
        this.parameter = parameter;
    }

    String parameter() {
        return parameter;
    }
}
