package dev.habittracker.rotator.reconcile;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.habittracker.rotator.decide.Decision;
import dev.habittracker.rotator.decide.Upkeep;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.OpenRequest;

/// What failed since a reconciliation began. The rest goes on without it, and the next one tries it again.
final class Setbacks {

    private final Set<Upkeep> upkeep = EnumSet.noneOf(Upkeep.class);
    private final Set<String> requests = new HashSet<>();
    private @Nullable Problem problem;

    /// The upkeep that failed.
    Set<Upkeep> upkeep() {
        return upkeep;
    }

    /// The last error that nobody foresaw; `null` where none came up.
    @Nullable
    Problem problem() {
        return problem;
    }

    /// What is known, without the requests that failed.
    Gathered without(Gathered known) {
        return known.asking(known.requests().stream().filter(request -> !requests.contains(request.id())).toList());
    }

    /// Somebody gave no answer.
    ///
    /// @return whether that is something that the rest can go on without
    boolean unanswered(Decision decision) {
        return Optional.ofNullable(upkeepOf(decision)).filter(upkeep::add).isPresent();
    }

    /// An error came up that nobody foresaw.
    ///
    /// @return whether that is something that the rest can go on without
    boolean broken(Decision decision, RuntimeException error) {
        problem = Problem.error(error);
        boolean anew = unanswered(decision);
        for (OpenRequest request : requestsOf(decision)) {
            anew |= requests.add(request.id());
        }
        return anew;
    }

    private static @Nullable Upkeep upkeepOf(Decision decision) {
        return switch (decision) {
            case Decision.Publish _ -> Upkeep.PUBLISH;
            case Decision.DestroyBelow _ -> Upkeep.DESTROY;
            case Decision.Write _,Decision.Undelete _,Decision.Aim _,Decision.Forget _,Decision.Finish _,Decision.Wait _ ->
                null;
        };
    }

    private static List<OpenRequest> requestsOf(Decision decision) {
        return switch (decision) {
            case Decision.Write write -> write.requests();
            case Decision.Forget forget -> List.of(forget.request());
            case Decision.Finish finish -> List.of(finish.request());
            case Decision.Publish _,Decision.DestroyBelow _,Decision.Undelete _,Decision.Aim _,Decision.Wait _ ->
                List.of();
        };
    }
}
