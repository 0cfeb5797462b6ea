package dev.habittracker.rotator.decide;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.OpenRequest;

/// A request that nothing can be decided with, for an error that nobody foresaw, is refused: it must not stop the keyring,
/// least of all a revocation that comes after it.
final class Unworkable {

    private Unworkable() {}

    /// @param decide what is decided from what is known
    /// @throws RuntimeException what `decide` threw, where no request is the cause
    static Decision decide(Gathered known, Function<Gathered, Decision> decide) {
        try {
            return decide.apply(known);
        } catch (RuntimeException e) {
            return refusal(known, decide).orElseThrow(() -> e);
        }
    }

    private static Optional<Decision> refusal(Gathered known, Function<Gathered, Decision> decide) {
        return error(known.asking(List.of()), decide).isPresent()
                ? Optional.empty()
                : known.requests().stream().flatMap(request -> refusal(known, request, decide).stream()).findFirst();
    }

    private static Optional<Decision> refusal(Gathered known, OpenRequest request,
            Function<Gathered, Decision> decide) {
        return error(known.asking(List.of(request)), decide)
                .map(error -> new Decision.Finish(request, Outcome.REFUSED, null, "the rotator cannot work on it: "
                        + error.getClass().getSimpleName() + ". Ask with other values"));
    }

    private static Optional<RuntimeException> error(Gathered known, Function<Gathered, Decision> decide) {
        try {
            decide.apply(known);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }
}
