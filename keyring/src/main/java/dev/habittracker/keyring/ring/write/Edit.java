package dev.habittracker.keyring.ring.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.ForeignWrite;
import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.WriteHeader;
import dev.habittracker.keyring.ring.CarriedKey;
import dev.habittracker.keyring.ring.Hold;
import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.RevokedKey;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.ring.UnknownFields;

/// A ring in the making: starts as a copy and ends as a new value with one more entry in the journal.
final class Edit {

    private final WriteContext context;
    private final long epoch;
    private Policy policy;
    private Kid active;
    private Instant activated;
    private final List<RingKey> keys;
    private List<CarriedKey> carried;
    private final List<RevokedKey> revoked;
    private @Nullable Hold hold;
    private final List<JournalEntry> journal;
    private final UnknownFields unknown;

    private Edit(WriteContext context, long epoch, Policy policy, Kid active, Instant activated, List<RingKey> keys,
            List<CarriedKey> carried, List<RevokedKey> revoked, @Nullable Hold hold, List<JournalEntry> journal,
            UnknownFields unknown) {
        this.context = context;
        this.epoch = epoch;
        this.policy = policy;
        this.active = active;
        this.activated = activated;
        this.keys = new ArrayList<>(keys);
        this.carried = new ArrayList<>(carried);
        this.revoked = new ArrayList<>(revoked);
        this.hold = hold;
        this.journal = new ArrayList<>(journal);
        this.unknown = unknown;
    }

    static Edit of(Ring ring, WriteContext context) {
        return underEpoch(ring, ring.epoch(), context);
    }

    static Edit underEpoch(Ring ring, long epoch, WriteContext context) {
        return new Edit(context, epoch, ring.policy(), ring.active(), ring.activated(), ring.keys(), ring.carried(),
                ring.revoked(), ring.hold(), ring.journal(), ring.unknown());
    }

    static Edit fresh(Policy policy, RingKey active, WriteContext context) {
        return new Edit(context, context.freshEpoch(), policy, active.kid(), context.decided(), List.of(active),
                List.of(),
                List.of(), null, List.of(), UnknownFields.NONE);
    }

    RingKey mint() {
        return context.mint().ringKey(policy, epoch, context.version(), context.decided());
    }

    Edit add(RingKey key) {
        keys.add(key);
        return this;
    }

    Edit remove(Kid kid) {
        keys.removeIf(key -> key.kid().equals(kid));
        carried.removeIf(key -> key.kid().equals(kid));
        return this;
    }

    Edit replace(RingKey key) {
        keys.replaceAll(candidate -> candidate.kid().equals(key.kid()) ? key : candidate);
        return this;
    }

    /// Removes a key and remembers its thumbprint, so that its secret is known again if someone puts it back.
    Edit revoke(Kid kid) {
        keys.stream().filter(key -> key.kid().equals(kid)).findFirst()
                .ifPresent(key -> revoked.add(new RevokedKey(kid, key.material().thumbprint())));
        return remove(kid);
    }

    Edit activate(Kid kid) {
        active = kid;
        activated = context.decided();
        return this;
    }

    Edit policy(Policy policy) {
        this.policy = policy;
        return this;
    }

    Edit hold(@Nullable Hold hold) {
        this.hold = hold;
        return this;
    }

    Edit carried(List<CarriedKey> carried) {
        this.carried = new ArrayList<>(carried);
        return this;
    }

    /// Every version has an entry: those between the ring and this write get theirs, which no rotator wrote.
    Edit journalForeignWrites() {
        long base = journal.isEmpty() ? 0 : journal.getLast().version();
        long first = Math.max(base + 1, context.version() - Ring.JOURNAL_LIMIT + 1);
        for (long version = first; version < context.version(); version++) {
            WriteHeader header = new WriteHeader(context.keyring(), epoch, version,
                    context.writeId() + "." + version, context.decided(),
                    "a version that no rotator wrote was found", null, context.by());
            journal.add(JournalEntry.of(new ForeignWrite(header, base)));
        }
        return this;
    }

    WriteOutcome done(KeyEvent event) {
        journal.add(JournalEntry.of(event));
        return new WriteOutcome.Written(
                new Ring(epoch, policy, active, activated, keys, carried, revoked, hold, journal, unknown),
                event);
    }
}
