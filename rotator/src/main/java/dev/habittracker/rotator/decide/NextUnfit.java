package dev.habittracker.rotator.decide;

import java.util.List;
import java.util.Optional;

import dev.habittracker.events.EventType;
import dev.habittracker.events.HeldKey;
import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.write.ReplaceNext;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.LiveMembers;

/// NEXT is exchanged where it is not of the policy's algorithm, or where a live member cannot use it. For the latter only
/// once: a member that cannot use the second one either has a fault that no key cures, and the gate waits for it.
final class NextUnfit implements Check {

    @Override
    public Optional<Decision> of(Gathered known, Ring ring) {
        return reason(known, ring).map(reason -> Planned.obstacle(known, ring)
                .<Decision>map(Decision.Wait::blocked)
                .orElseGet(() -> new Decision.Write(new ReplaceNext(), ring, ring.version(), reason, List.of())));
    }

    private static Optional<String> reason(Gathered known, Ring ring) {
        RingKey next = ring.nextKey();
        if (next.material().algorithm() != ring.policy().algorithm()) {
            return Optional.of("NEXT " + next.kid() + " is for " + next.material().algorithm().jwtName()
                    + " but the policy asks for " + ring.policy().algorithm().jwtName());
        }
        return known.bus() instanceof Bus.Heard heard && !isReplacement(ring, next)
                ? failedSelfTest(heard, next)
                : Optional.empty();
    }

    private static Optional<String> failedSelfTest(Bus.Heard heard, RingKey next) {
        return heard.members().live().stream().filter(member -> hasFailed(member, next)).findFirst()
                .map(member -> "member " + member.name() + " cannot use NEXT " + next.kid());
    }

    private static boolean hasFailed(LiveMembers.Entry member, RingKey next) {
        HeldKey key = member.key(next.kid().toString());
        return key != null && !key.usable();
    }

    private static boolean isReplacement(Ring ring, RingKey next) {
        return ring.journalEntry(next.kid().version()).map(JournalEntry::event)
                .filter(EventType.NEXT_REPLACED.wireName()::equals).isPresent();
    }
}
