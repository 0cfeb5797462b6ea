package dev.habittracker.simulation.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.keyring.ring.CarriedKey;
import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.simulation.engine.Agenda;
import dev.habittracker.simulation.world.SecretState;

/// What truly happened, as somebody knows who sees everything at once: no process does.
public final class Facts implements Watch {

    /// How a key came to sign.
    ///
    /// @param event the event of the write
    /// @param at    true nanoseconds
    record Activation(String event, long at) {}

    private final Agenda agenda;
    private final Map<Kid, Long> revoked = new HashMap<>();
    private final Set<Kid> lost = new HashSet<>();
    private final Map<Kid, Activation> activations = new HashMap<>();
    private final Map<Kid, Long> written = new HashMap<>();
    private final Map<String, String> parents = new HashMap<>();
    private final Map<KeyMaterial, Kid> adopted = new HashMap<>();
    private final Set<String> journalled = new HashSet<>();
    private final Map<Ring, String> identities = new IdentityHashMap<>();
    private long restoredAt = -1;
    private boolean forgedRevocation;
    private boolean trustedBlindly;
    private boolean clockFault;
    private int overwrites;

    /// Reckons from the start.
    public Facts(Agenda agenda) {
        this.agenda = agenda;
    }

    @Override
    public void written(SecretState before, SecretState.Version made, String by) {
        Ring ring = made.ring();
        Ring base = before.base();
        if (ring == null) {
            overwrites++;
            return;
        }
        parents.put(identity(ring), base == null ? "" : identity(base));
        ring.journal().forEach(entry -> journalled.add(entry.version() + " " + entry.writeId()));
        ring.keys().forEach(key -> written.putIfAbsent(key.kid(), agenda.now()));
        ring.keys().stream().filter(RingKey::withoutKid).forEach(key -> adopted.put(key.material(), key.kid()));
        JournalEntry entry = ring.journal().getLast();
        if (base == null || !base.active().equals(ring.active())) {
            activations.put(ring.active(), new Activation(entry.event(), agenda.now()));
        }
        entry.toEvent().ifPresent(event -> event.revokedKids().stream().map(Kid::of)
                .forEach(kid -> revoked.putIfAbsent(kid, agenda.now())));
        if (base != null && base.epoch() < ring.epoch()) {
            kids(base).filter(kid -> !ring.lists(kid)).forEach(lost::add);
        }
    }

    @Override
    public void restored(SecretState before, SecretState after) {
        restoredAt = agenda.now();
        Ring was = before.ring();
        Ring is = after.ring();
        if (was != null) {
            kids(was).filter(kid -> is == null || !is.lists(kid)).forEach(lost::add);
        }
    }

    @Override
    public void forged(KeyEvent event) {
        event.revokedKids().stream().map(Kid::of).forEach(kid -> revoked.putIfAbsent(kid, agenda.now()));
        forgedRevocation |= !event.revokedKids().isEmpty();
    }

    /// An operator trusts what a backup brought back, though nobody remembers what was revoked after it.
    public void trustedBlindly() {
        trustedBlindly = true;
    }

    boolean hasTrustedBlindly() {
        return trustedBlindly;
    }

    static Stream<Kid> kids(Ring ring) {
        return Stream.concat(ring.keys().stream().map(RingKey::kid), ring.carried().stream().map(CarriedKey::kid));
    }

    /// The kid that a token's key has, where it names none.
    Optional<Kid> kidOf(Token token) {
        return Optional.ofNullable(token.kid() == null ? adopted.get(token.key().material()) : token.kid());
    }

    /// When a kid was revoked, in true nanoseconds; empty where it was not.
    Optional<Long> revokedAt(Kid kid) {
        return Optional.ofNullable(revoked.get(kid));
    }

    /// Whether a restore, or the acceptance after it, lost a kid.
    boolean isLost(Kid kid) {
        return lost.contains(kid);
    }

    /// When Vault was restored last, in true nanoseconds; negative for never.
    long restoredAt() {
        return restoredAt;
    }

    /// Whether Vault never was.
    public boolean neverRestored() {
        return restoredAt < 0;
    }

    /// Some clock is off by more than S.
    public void clockFault() {
        clockFault = true;
    }

    boolean hasClockFault() {
        return clockFault;
    }

    boolean hasForgedRevocation() {
        return forgedRevocation;
    }

    int overwrites() {
        return overwrites;
    }

    @Nullable
    Activation activation(Kid kid) {
        return activations.get(kid);
    }

    /// When the key first stood in Vault, in true nanoseconds.
    long writtenAt(Kid kid) {
        return written.getOrDefault(kid, 0L);
    }

    boolean isJournalled(long version, String writeId) {
        return journalled.contains(version + " " + writeId);
    }

    /// Whether a ring came out of another, by what was truly written on what.
    boolean descends(Ring later, Ring earlier) {
        String wanted = identity(earlier);
        for (String at = identity(later); at != null && !at.isEmpty(); at = parents.get(at)) {
            if (at.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /// Tells a ring from any other, whatever its write id says.
    private String identity(Ring ring) {
        return identities.computeIfAbsent(ring, Facts::reckoned);
    }

    private static String reckoned(Ring ring) {
        List<String> parts = new ArrayList<>(List.of(ring.version() + "", ring.active().toString(),
                Objects.toString(ring.hold())));
        parts.add(ring.journal().getLast().decided().toString());
        parts.add(kids(ring).map(Kid::toString).sorted().collect(Collectors.joining(",")));
        return String.join(" ", parts);
    }
}
