package dev.habittracker.habitapi.input;

import java.util.List;

/// A well-formed request whose content the rules refuse; answered with 400 and all refusals at once.
public final class RefusedInputException extends RuntimeException {

    private final transient List<Refusal> refusals;

    /// @param refusals at least one
    public RefusedInputException(List<Refusal> refusals) {
        super("refused: " + refusals);
        this.refusals = List.copyOf(refusals);
    }

    public List<Refusal> refusals() {
        return refusals;
    }
}
