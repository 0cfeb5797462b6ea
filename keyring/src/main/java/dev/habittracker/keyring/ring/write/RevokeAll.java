package dev.habittracker.keyring.ring.write;

import java.util.List;
import java.util.stream.Stream;

import dev.habittracker.events.RingRevoked;
import dev.habittracker.keyring.ring.CarriedKey;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;

/// Nothing old remains: a process or Vault itself was compromised. Every token issued so far is refused.
public record RevokeAll() implements RingWrite.OnRing {

    @Override
    public WriteOutcome change(Ring ring, WriteContext context) {
        List<Kid> all = Stream
                .concat(ring.keys().stream().map(RingKey::kid), ring.carried().stream().map(CarriedKey::kid))
                .toList();
        Edit edit = Edit.of(ring, context);
        all.forEach(edit::revoke);
        RingKey active = edit.mint();
        RingKey next = edit.mint();
        return edit.add(active).add(next).activate(active.kid()).done(new RingRevoked(context.header(ring.epoch()),
                all.stream().map(Kid::toString).toList(), active.toRef(), next.toRef()));
    }
}
