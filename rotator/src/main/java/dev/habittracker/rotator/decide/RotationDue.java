package dev.habittracker.rotator.decide;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.habittracker.keyring.ring.Hold;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.Seconds;
import dev.habittracker.keyring.ring.write.Rotate;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.OnDeadline;
import dev.habittracker.rotator.known.OpenRequest;

/// NEXT signs where the schedule or somebody asks for it and the gate is open. What members hold up beyond the deadline
/// ends as blocked or goes on, as the rules say.
final class RotationDue implements Check {

    @Override
    public Optional<Decision> of(Gathered known, Ring ring) {
        List<OpenRequest> asking = known.asking(Command.RotateNow.class);
        Instant due = Due.since(ring, known.rules().schedule(), known.now().earliest()).orElse(null);
        if (asking.isEmpty() && due == null) {
            return Optional.empty();
        }
        Hold hold = ring.hold();
        if (asking.isEmpty() && hold != null) {
            return Optional
                    .of(Decision.Wait.blocked("a rotation is due since " + due + ", but rotation is on hold since "
                            + hold.since() + " by " + hold.by() + "; `resume` ends the hold"));
        }
        return Optional.of(firmObstacle(known, ring).or(() -> Gate.closed(known, ring))
                .map(closed -> whenClosed(known, ring, closed, asking, due))
                .orElseGet(() -> rotate(ring, reason(known, asking, due), asking)));
    }

    private static Optional<Gate.Closed> firmObstacle(Gathered known, Ring ring) {
        return Plan.problem(ring, known.rules().schedule()).or(() -> Planned.obstacle(known, ring))
                .map(reason -> new Gate.Closed(reason, List.of(), false));
    }

    private static Decision whenClosed(Gathered known, Ring ring, Gate.Closed closed, List<OpenRequest> asking,
            @Nullable Instant due) {
        boolean beyond = asking.stream().anyMatch(request -> Deadline.passed(known, request.accepted()))
                || due != null && Deadline.passed(known, due);
        if (beyond && closed.waivable() && known.rules().onDeadline() == OnDeadline.PROCEED) {
            return rotate(ring,
                    reason(known, asking, due) + "; past the deadline of " + Seconds.text(known.rules().deadline())
                            + " it goes on without " + closed.members(),
                    asking);
        }
        return new Decision.Wait(closed.reason(), true, closed.members(), asking);
    }

    private static Decision rotate(Ring ring, String reason, List<OpenRequest> asking) {
        return new Decision.Write(new Rotate(), ring, ring.version(), reason, asking);
    }

    private static String reason(Gathered known, List<OpenRequest> asking, @Nullable Instant due) {
        return asking.isEmpty()
                ? "due since " + due + " by the schedule " + known.rules().schedule().text()
                : asking.getFirst().because("asked for by " + asking.getFirst().by());
    }
}
