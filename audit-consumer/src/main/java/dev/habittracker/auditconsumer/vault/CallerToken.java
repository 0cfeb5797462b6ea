package dev.habittracker.auditconsumer.vault;

import java.util.Optional;

/** A Vault token that a caller showed. It is passed on to Vault and goes nowhere else: {@link #toString()} hides it. */
public final class CallerToken {

    private static final int MAX_LENGTH = 4096;

    private final String value;

    private CallerToken(String value) {
        this.value = value;
    }

    /** Empty if no token can look so: empty, too long, or with characters that no header may hold. */
    public static Optional<CallerToken> of(String value) {
        boolean plausible = !value.isEmpty() && value.length() <= MAX_LENGTH
                && value.chars().allMatch(c -> c > ' ' && c < 127);
        return plausible ? Optional.of(new CallerToken(value)) : Optional.empty();
    }

    String value() {
        return value;
    }

    @Override
    public String toString() {
        return "CallerToken[hidden]";
    }
}
