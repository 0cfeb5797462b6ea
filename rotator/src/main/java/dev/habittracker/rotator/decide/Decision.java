package dev.habittracker.rotator.decide;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.write.RingWrite;
import dev.habittracker.rotator.known.KnownWrite;
import dev.habittracker.rotator.known.OpenRequest;

/// One thing to do next, or to wait for; always with the reason, the same in log, event, answer and test.
public sealed interface Decision {

    /// Why, as a sentence for an operator.
    String reason();

    /// Write the ring, once, if the store is still at `expected`.
    ///
    /// @param write    what to write
    /// @param base     the ring to change; `null` where none stands
    /// @param expected the KV version to be replaced; 0 where there is none
    /// @param reason   why
    /// @param requests those that the write serves, the one that goes into the journal first
    record Write(RingWrite write, @Nullable Ring base, long expected, String reason,
            List<OpenRequest> requests) implements Decision {

        public Write {
            requests = List.copyOf(requests);
        }
    }

    /// Remember a policy as the one that the ring should have, before it is written: after a crash in between the same
    /// policy is written by whoever comes next.
    ///
    /// @param target          the policy
    /// @param allowKindChange whether it may exchange symmetric for public-key algorithms or the other way round
    record Aim(Policy target, boolean allowKindChange, String reason) implements Decision {}

    /// Send events, in this order, each acknowledged before the next.
    record Publish(List<KeyEvent> events, String reason) implements Decision {

        public Publish {
            events = List.copyOf(events);
        }
    }

    /// Destroy every KV version below one.
    record DestroyBelow(long version, String reason) implements Decision {}

    /// Bring back a version that was deleted.
    record Undelete(long version, String reason) implements Decision {}

    /// Declare writes that were heard of to be false, and tell all members that nothing stands above a position.
    ///
    /// @param top     the highest position that exists
    /// @param writes  those that are false
    /// @param request who declared them so
    record Forget(Position top, List<KnownWrite> writes, OpenRequest request, String reason) implements Decision {

        public Forget {
            writes = List.copyOf(writes);
        }
    }

    /// A request has come to its end.
    ///
    /// @param request  which
    /// @param outcome  how
    /// @param position the ring's position that came of it; `null` where none did
    record Finish(OpenRequest request, Outcome outcome, @Nullable Position position,
            String reason) implements Decision {}

    /// Nothing can be done now.
    ///
    /// @param reason   what is waited for
    /// @param pending  whether a write is wanted that cannot be done yet
    /// @param members  whom is waited for, by name
    /// @param requests those that are open
    record Wait(String reason, boolean pending, List<String> members, List<OpenRequest> requests) implements Decision {

        public Wait {
            members = List.copyOf(members);
            requests = List.copyOf(requests);
        }

        /// Nothing is wanted.
        public static Wait idle(String reason) {
            return new Wait(reason, false, List.of(), List.of());
        }

        /// Something is wanted and cannot be done. Which requests wait for it is filled in at the end.
        public static Wait blocked(String reason) {
            return new Wait(reason, true, List.of(), List.of());
        }
    }
}
