package dev.habittracker.rotator.reconcile;

/// Why a rotator does not see, or not decide, what it should.
///
/// @param kind    `vault-away`, or `rotator-error` where the rotator itself is wrong
/// @param message what happened
public record Problem(String kind, String message) {

    /// An error that nobody foresaw.
    static Problem error(RuntimeException error) {
        return new Problem("rotator-error", "the rotator cannot work on what it was told: " + Unforeseen.tell(error)
                + ". Nothing is decided while it stands");
    }
}
