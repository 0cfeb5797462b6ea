package dev.habittracker.simulation.check;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.events.WriteRef;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.keyring.store.StoreMetadata;
import dev.habittracker.keyring.store.StoreReading;

/// Rule 11: who signs has, within the lease of the key, begun a read of Vault that gave a ring of its own line, as new as
/// anything it had heard of.
///
/// True time is what counts. Where the machine slept, its wall clock alone shows that time has passed, and that one may be
/// off by S before and after. Where it slept and was off by more, no clock of it shows the time, and nothing is judged.
public final class LeaseIsKept implements Watch {

    private static final Duration ROUNDING = Duration.ofMillis(5);

    private static final class Knowledge {

        private final Set<WriteRef> writes = new HashSet<>();
        private final Set<WriteRef> declaredFalse = new HashSet<>();
        private Position top = Position.NONE;
        private long goodRead = Long.MIN_VALUE;

        private void hears(WriteRef write) {
            if (!declaredFalse.contains(write)) {
                writes.add(write);
                top = top.max(write.position());
            }
        }

        private void learnsFalse(List<WriteRef> falsehoods) {
            if (declaredFalse.addAll(falsehoods)) {
                writes.removeAll(declaredFalse);
                top = writes.stream().map(WriteRef::position).reduce(Position.NONE, Position::max);
            }
        }
    }

    private final Court court;
    private final Facts facts;
    private final Duration lease;
    private final Duration clockError;
    private final Map<String, Knowledge> known = new HashMap<>();

    /// @param lease      of a bare secret
    /// @param clockError S
    public LeaseIsKept(Court court, Facts facts, Duration lease, Duration clockError) {
        this.court = court;
        this.facts = facts;
        this.lease = lease;
        this.clockError = clockError;
    }

    private Knowledge of(Subject who) {
        return known.computeIfAbsent(who.name(), name -> new Knowledge());
    }

    @Override
    public void heard(Subject who, KeyEvent event) {
        of(who).hears(new WriteRef(new Position(event.header().epoch(), event.header().version()),
                event.header().writeId()));
    }

    @Override
    public void told(Subject who, MemberStatus status) {
        Knowledge its = of(who);
        Position applied = status.applied();
        if (applied != null) {
            its.hears(new WriteRef(applied, Objects.requireNonNullElse(status.writeId(), "")));
        }
        if (status.declaredFalse() != null) {
            its.learnsFalse(status.declaredFalse());
        }
    }

    @Override
    public void read(Subject who, long started, StoreReading reading) {
        Ring ring = switch (reading) {
            case StoreReading.Whole whole -> whole.ring();
            case StoreReading.Bare bare -> bare.base();
            case StoreReading.Missing _,StoreReading.Deleted _,StoreReading.Malformed _ -> null;
        };
        Knowledge its = of(who);
        boolean bareAlone = reading instanceof StoreReading.Bare bare && bare.base() == null;
        Ring own = who.snapshot().map(Snapshot::ring).orElse(null);
        if (bareAlone && own == null || ring != null && !its.top.isAfter(ring.position()) && isOfItsLine(ring, own)) {
            its.goodRead = started;
        }
    }

    private boolean isOfItsLine(Ring ring, @Nullable Ring own) {
        return own == null || ring.epoch() > own.epoch() || facts.descends(ring, own);
    }

    @Override
    public void looked(Subject who, long started, StoreMetadata metadata) {
        Snapshot own = who.snapshot().orElse(null);
        Knowledge its = of(who);
        if (own != null && !metadata.gone() && own.identity().version() == metadata.currentVersion()
                && own.identity().created().equals(metadata.created()) && !its.top.isAfter(own.position())) {
            its.goodRead = started;
        }
    }

    @Override
    public void signed(Subject who, Token token) {
        Snapshot own = who.snapshot().orElse(null);
        if (own == null || own.forked()) {
            court.broken(Rule.OUT_OF_DATE_DOES_NOT_SIGN, who.name() + " signed without a ring, or on a fork");
            return;
        }
        if (who.slept() && who.clockFault()) {
            return;
        }
        Duration allowed = own.signingKey().map(RingKey::signingLease).orElse(lease).plus(ROUNDING)
                .plus(who.slept() ? clockError.multipliedBy(2) : Duration.ZERO);
        Knowledge its = of(who);
        Duration age = Duration.ofNanos(token.issued() - Math.max(its.goodRead, Long.MIN_VALUE / 2));
        if (its.goodRead == Long.MIN_VALUE || age.compareTo(allowed) > 0) {
            court.broken(Rule.OUT_OF_DATE_DOES_NOT_SIGN, who.name() + " signed " + token
                    + " though its last read that was as new as what it had heard of, " + its.top + ", began "
                    + (its.goodRead == Long.MIN_VALUE ? "never" : age + " ago") + ", and the lease is " + allowed);
        }
    }
}
