package dev.habittracker.rotator.reconcile;

/// Why a rotator does not see, or not decide, what it should.
///
/// @param kind    `vault-away`, or `rotator-error` where the rotator itself is wrong
/// @param message what happened
public record Problem(String kind, String message) {

    private static final String ERROR = "rotator-error";

    /// An error that nobody foresaw.
    static Problem error(RuntimeException error) {
        return new Problem(ERROR, "the rotator cannot work on what it was told: " + Unforeseen.tell(error)
                + ". What it belongs to is left out, and tried again with the next tick");
    }

    /// Whether the rotator itself is wrong.
    public boolean isRotatorsOwn() {
        return kind.equals(ERROR);
    }
}
