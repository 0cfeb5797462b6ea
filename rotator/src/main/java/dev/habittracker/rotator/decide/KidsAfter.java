package dev.habittracker.rotator.decide;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.habittracker.events.EpochRaised;
import dev.habittracker.events.ForeignWrite;
import dev.habittracker.events.KeyAdopted;
import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.KeyRef;
import dev.habittracker.events.KeyRetired;
import dev.habittracker.events.KeyRevoked;
import dev.habittracker.events.KeyRolledBack;
import dev.habittracker.events.KeyRotated;
import dev.habittracker.events.KidExpiry;
import dev.habittracker.events.NextReplaced;
import dev.habittracker.events.PolicyChanged;
import dev.habittracker.events.RingCreated;
import dev.habittracker.events.RingRevoked;
import dev.habittracker.events.RotationResumed;
import dev.habittracker.keyring.ring.Kid;

/// Which kids a ring lists after a write, from those before it and the write's event.
public final class KidsAfter {

    private KidsAfter() {}

    /// The kids after the event.
    public static Set<Kid> apply(Set<Kid> before, KeyEvent event) {
        Set<Kid> kids = new HashSet<>(before);
        switch (event) {
            case RingCreated created -> {
                kids.clear();
                add(kids, created.active(), created.next());
            }
            case RingRevoked revoked -> {
                kids.clear();
                add(kids, revoked.active(), revoked.next());
            }
            case EpochRaised raised -> {
                kids.clear();
                add(kids, raised.active(), raised.next());
                addExpiring(kids, raised.kept());
                addExpiring(kids, raised.carried());
            }
            case KeyAdopted adopted -> {
                add(kids, adopted.active(), adopted.next());
                addExpiring(kids, adopted.former());
            }
            case KeyRotated rotated -> add(kids, rotated.active(), rotated.next());
            case KeyRolledBack back -> add(kids, back.active(), back.next());
            case NextReplaced replaced -> {
                remove(kids, List.of(replaced.removed()));
                add(kids, replaced.next());
            }
            case KeyRevoked revoked -> {
                remove(kids, revoked.revoked());
                add(kids, revoked.active(), revoked.next());
            }
            case KeyRetired retired -> remove(kids, retired.retired());
            case RotationResumed _,PolicyChanged _,ForeignWrite _ -> {}
        }
        return Set.copyOf(kids);
    }

    /// The longest token lifetime of the keys that the event names; empty where it names none.
    static Optional<Duration> lifetimeOf(KeyEvent event) {
        List<KeyRef> named = switch (event) {
            case RingCreated created -> List.of(created.active(), created.next());
            case RingRevoked revoked -> List.of(revoked.active(), revoked.next());
            case EpochRaised raised -> List.of(raised.active(), raised.next());
            case KeyAdopted adopted -> List.of(adopted.active(), adopted.next());
            case KeyRotated rotated -> List.of(rotated.active(), rotated.next());
            case KeyRolledBack back -> List.of(back.active(), back.next());
            case NextReplaced replaced -> List.of(replaced.next());
            case KeyRevoked revoked -> List.of(revoked.active(), revoked.next());
            case KeyRetired _,RotationResumed _,PolicyChanged _,ForeignWrite _ -> List.of();
        };
        return named.stream().map(KeyRef::maxTokenLifetime).max(Duration::compareTo);
    }

    private static void add(Set<Kid> kids, KeyRef... keys) {
        for (KeyRef key : keys) {
            Kid.parse(key.kid()).ifPresent(kids::add);
        }
    }

    private static void addExpiring(Set<Kid> kids, List<KidExpiry> keys) {
        keys.forEach(key -> Kid.parse(key.kid()).ifPresent(kids::add));
    }

    private static void remove(Set<Kid> kids, List<String> gone) {
        gone.forEach(kid -> Kid.parse(kid).ifPresent(kids::remove));
    }
}
