package dev.habittracker.rotator.decide;

import java.util.List;
import java.util.Optional;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.write.ChangePolicy;
import dev.habittracker.keyring.ring.write.Resume;
import dev.habittracker.keyring.ring.write.RingWrite;
import dev.habittracker.keyring.ring.write.RollBack;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.OpenRequest;

/// Commands other than revocations and rotations, oldest first; one that has to wait holds up none that can be answered.
final class OperatorAsked implements Check {

    @Override
    public Optional<Decision> of(Gathered known, Ring ring) {
        List<Decision> answers = known.requests().stream().flatMap(request -> answer(known, request, ring).stream())
                .toList();
        return answers.stream().filter(answer -> !(answer instanceof Decision.Wait)).findFirst()
                .or(() -> answers.stream().findFirst());
    }

    private static Optional<Decision> answer(Gathered known, OpenRequest request, Ring ring) {
        return Optional.ofNullable(switch (request.command()) {
            case Command.RollBackTo back -> rollBack(known, back, request, ring);
            case Command.ResumeRotation _ -> ring.hold() == null
                    ? refuse(request, "rotation is not on hold")
                    : write(known, new Resume(), request, ring, "an operator ends the hold on rotation");
            case Command.ChangeRules change -> changeRules(known, change, request, ring);
            case Command.AcceptRestored _ -> refuse(request, "the ring at " + ring.position()
                    + " descends from everything that is known: there is nothing to accept");
            // members may have heard of what no rotator knows by now, or a rotator may have died before it told them
            case Command.ForgetHeard _ -> RingForked.forget(ring, List.of(), request);
            case Command.RestoreDeleted _ -> new Decision.Finish(request, Outcome.DONE, ring.position(),
                    "the secret is readable at " + ring.position());
            case Command.RotateNow _,Command.RevokeKid _,Command.RevokeActive _,Command.RevokeEverything _ -> null;
        });
    }

    private static Decision rollBack(Gathered known, Command.RollBackTo command, OpenRequest request, Ring ring) {
        Position view = command.view();
        return view.equals(ring.position())
                ? write(known, new RollBack(command.kid(), command.allowKindChange()), request, ring,
                        "an operator rolls back to " + command.kid())
                : refuse(request, Outdated.explain(view, ring));
    }

    private static Decision changeRules(Gathered known, Command.ChangeRules command, OpenRequest request, Ring ring) {
        Policy wanted;
        try {
            wanted = command.change().appliedTo(ring.policy());
        } catch (IllegalArgumentException e) {
            return refuse(request, String.valueOf(e.getMessage()));
        }
        Policy target = known.rules().target();
        if (wanted.equals(ring.policy()) && (target == null || wanted.equals(target))) {
            return new Decision.Finish(request, Outcome.DONE, ring.position(), "the ring has this policy");
        }
        String kinds = Kinds.problem(ring.policy(), wanted, command.allowKindChange()).orElse(null);
        if (kinds != null) {
            return refuse(request, kinds);
        }
        String unsafe = Plan.problem(wanted, known.rules().schedule()).orElse(null);
        if (unsafe != null) {
            return refuse(request, unsafe);
        }
        String why = "an operator changes the policy";
        return wanted.equals(target) && command.allowKindChange() == known.rules().allowKindChange()
                ? write(known, new ChangePolicy(wanted, command.allowKindChange()), request, ring, why)
                : new Decision.Aim(wanted, command.allowKindChange(), request.because(why));
    }

    /// Commands do not wait for members. But an exp that is reckoned from a wrong clock refuses valid tokens, whoever asked
    /// for it, and none may push an event out of the journal unseen.
    private static Decision write(Gathered known, RingWrite write, OpenRequest request, Ring ring, String why) {
        return Planned.obstacle(known, ring).<Decision>map(Decision.Wait::blocked)
                .orElseGet(() -> new Decision.Write(write, ring, ring.version(), request.because(why),
                        List.of(request)));
    }

    private static Decision refuse(OpenRequest request, String why) {
        return new Decision.Finish(request, Outcome.REFUSED, null, why);
    }
}
