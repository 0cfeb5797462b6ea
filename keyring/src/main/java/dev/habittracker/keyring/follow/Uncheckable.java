package dev.habittracker.keyring.follow;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Kid;

/// The kid of a token that is newer than the ring in use and could not be checked, for the store did not answer. A process
/// that met one is of no use to those who hold such tokens, and not ready.
///
/// It counts only while an event or a status vouches that a ring of that age exists: anybody can make up a kid that is
/// newer than any ring, and must not be able to take a process out of service with it.
final class Uncheckable {

    private final Problems problems;
    private @Nullable Kid kid;

    Uncheckable(Problems problems) {
        this.problems = problems;
    }

    /// A verifier could not find out about a kid.
    void met(Kid candidate, Position heard, @Nullable Snapshot current) {
        if (counts(candidate, heard, current)) {
            kid = candidate;
            problems.raise(Problem.UNCHECKABLE_TOKEN, "a token of kid " + candidate
                    + " came, which is newer than the ring in use and could not be checked");
        }
    }

    /// Forgets the kid where a ring has come that can tell, or nobody vouches for it any more.
    void review(Position heard, @Nullable Snapshot current) {
        if (kid != null && !counts(kid, heard, current)) {
            kid = null;
            problems.resolve(Problem.UNCHECKABLE_TOKEN);
        }
    }

    boolean stands() {
        return kid != null;
    }

    private static boolean counts(Kid kid, Position heard, @Nullable Snapshot current) {
        Position inUse = current == null ? Position.NONE : current.position();
        return kid.minted().isAfter(inUse) && !kid.minted().isAfter(heard);
    }
}
