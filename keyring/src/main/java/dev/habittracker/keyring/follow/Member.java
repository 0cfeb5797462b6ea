package dev.habittracker.keyring.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.crypto.UsableKey;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.store.StoreMetadata;
import dev.habittracker.keyring.store.StoreReading;

/// One process's view of a ring, as a state machine: inputs in, actions out, time as an argument, no I/O.
///
/// - It announces itself, hears what stands in the topics, then reads the ring; a ring below what it heard of keeps it
///   from being ready.
/// - Only a read that is as new as anything heard of renews the signing lease, from the read's start on.
/// - A ring never goes backwards. One that does not descend from the ring in use is a fork, declared after `lag` and a
///   second read: the keys held verify until their `exp`, and nothing is signed.
///
/// One thread feeds it; any thread may take the snapshot.
public final class Member {

    private final MemberSettings settings;
    private final ReadSchedule schedule;
    private final StatusLine statusLine;
    private final Problems problems = new Problems();
    private final Joining joining;
    private final HeardAhead heardAhead = new HeardAhead(problems);
    private final ClockWatch clockWatch = new ClockWatch(problems);
    private final Uncheckable uncheckable = new Uncheckable(problems);
    private final Doubt doubt = new Doubt();
    private final AtomicReference<@Nullable Snapshot> snapshot = new AtomicReference<>();
    private Hearing hearing = Hearing.NOTHING;
    private boolean ready;
    private Map<Kid, String> unusable = Map.of();
    private HeldKeys held = HeldKeys.NONE;

    /// @param settings how this process follows
    /// @param kidsSeen gives the kids of tokens that this process checked of late, newest first
    /// @param random   for the jitter of the poll
    /// @param now      when the process began
    public Member(MemberSettings settings, Supplier<List<String>> kidsSeen, RandomGenerator random, Moment now) {
        this.settings = settings;
        this.schedule = new ReadSchedule(settings.timing().poll(), random, now);
        this.statusLine = new StatusLine(settings, kidsSeen, now);
        this.joining = new Joining(settings, problems);
    }

    /// What signing and verifying go by; empty until a ring or a bare secret was put to use.
    public Optional<Snapshot> snapshot() {
        return Optional.ofNullable(snapshot.get());
    }

    /// Whether this process may take requests: it has a ring as new as what it heard of at the start, and its
    /// configuration fits. Once ready it stays so while cut off, unless it met a token that it could not check and that
    /// others vouch for.
    public boolean ready() {
        return ready && !uncheckable.stands();
    }

    /// The problems that stand now, as `label: message`.
    public List<String> problems() {
        return problems.lines();
    }

    /// Vault's clock less this process's, by the last answer; empty before the first.
    public Optional<Duration> clockOffset() {
        return Optional.ofNullable(clockWatch.offset());
    }

    /// When to call again at the latest, if nothing comes in before.
    public Moment wakeUp() {
        return mayRead() && !schedule.underWay() ? schedule.wakeUp().earlier(statusLine.due()) : statusLine.due();
    }

    /// Takes in what happened and says what is to be done now.
    public List<MemberAction> step(MemberInput input, Moment now) {
        switch (input) {
            case MemberInput.Tick tick -> {}
            case MemberInput.Announced done -> joining.announced();
            case MemberInput.CaughtUp done -> joining.caughtUp();
            case MemberInput.BusUnheard unheard -> problems.raise(Problem.BUS_UNHEARD, unheard.problem());
            case MemberInput.BusLost lost -> problems.raise(Problem.BUS_UNREACHABLE, lost.problem());
            case MemberInput.BusBack back -> problems.resolve(Problem.BUS_UNREACHABLE);
            case MemberInput.EventHeard heard -> hear(hearing.plus(heard.event(), now), now);
            case MemberInput.StatusHeard heard -> hear(hearing.plus(heard.status(), now), now);
            case MemberInput.MetadataRead read -> onMetadata(read.started(), read.metadata(), now);
            case MemberInput.RingRead read -> onReading(read.started(), read.reading(), now);
            case MemberInput.ReadFailed failed -> onFailure(failed, now);
            case MemberInput.RefreshWanted wanted -> schedule.refresh(now);
            case MemberInput.Uncheckable kid -> uncheckable.met(kid.kid(), hearing.position(), snapshot.get());
            case MemberInput.DeclaredFalse declared -> hear(hearing.without(declared.writes()), now);
            case MemberInput.Forgotten forgotten -> onForgotten(forgotten.top(), now);
        }
        Snapshot current = snapshot.get();
        heardAhead.watch(hearing.position(), current, timing(current), now);
        uncheckable.review(hearing.position(), current);
        return actions(now);
    }

    private List<MemberAction> actions(Moment now) {
        Optional<MemberStatus> status = statusLine.next(condition(), now);
        List<MemberAction> actions = new ArrayList<>(problems.drainReports());
        // nothing may fail after it: the read counts as under way from here on
        MemberAction read = mayRead() ? schedule.next(now) : null;
        if (read != null) {
            actions.add(read);
        }
        status.map(MemberAction.SendStatus::new).ifPresent(actions::add);
        return actions;
    }

    private boolean mayRead() {
        return joining.mayRead() || snapshot.get() != null;
    }

    private Condition condition() {
        Snapshot current = snapshot.get();
        held = held.in(current == null ? Map.of() : current.keys(), unusable);
        return new Condition(current, hearing.position(), held.listed(), clockWatch.offset(), ready(),
                problems.lines(), hearing.declaredFalse());
    }

    private void hear(Hearing heard, Moment now) {
        if (heard.equals(hearing)) {
            return;
        }
        hearing = heard;
        Snapshot current = snapshot.get();
        if (current != null) {
            snapshot.set(current.withHearing(heard));
        }
        if (current == null || heard.position().isAfter(current.position())) {
            schedule.readAtOnce(now);
        }
    }

    private void onMetadata(Moment started, StoreMetadata metadata, Moment now) {
        answered(metadata.time(), now);
        Snapshot current = snapshot.get();
        if (current != null && isUpToDate(current, metadata)) {
            snapshot.set(current.renewed(started));
            schedule.settled(started);
        } else {
            schedule.readNow(now);
        }
    }

    /// Whether the newest version is the one in use, and as new as anything heard of.
    private boolean isUpToDate(Snapshot current, StoreMetadata metadata) {
        Instant created = metadata.created();
        return created != null && !metadata.gone() && !doubt.stands() && !current.forked()
                && current.identity().equals(new Snapshot.Identity(metadata.currentVersion(), created))
                && !hearing.position().isAfter(current.position());
    }

    private void onReading(Moment started, StoreReading reading, Moment now) {
        answered(reading.time(), now);
        problems.set(Problem.BARE_SECRET, reading instanceof StoreReading.Bare, "a secret put by hand stands in Vault;"
                + " former keys verify on until they expire, and a rotator takes the secret into the ring."
                + " To refuse the former keys, revoke them");
        switch (reading) {
            case StoreReading.Whole whole -> onRing(started, whole.ring(),
                    new Snapshot.Identity(whole.ring().version(), whole.created()), now);
            case StoreReading.Bare bare -> onBare(started, bare, now);
            case StoreReading.Missing missing -> withoutRing(started, "there is no secret for this keyring yet");
            case StoreReading.Deleted deleted -> withoutRing(started, "version " + deleted.version()
                    + " of the secret was "
                    + (deleted.destroyed() ? "destroyed" : "deleted; `restore` brings it back"));
            case StoreReading.Malformed malformed -> withoutRing(started, malformed.problem());
        }
    }

    private void withoutRing(Moment started, String problem) {
        problems.raise(Problem.NO_RING, problem);
        schedule.settled(started);
    }

    private void onBare(Moment started, StoreReading.Bare bare, Moment now) {
        Snapshot.Identity identity = new Snapshot.Identity(bare.secret().version(), bare.created());
        Ring base = bare.base();
        Snapshot current = snapshot.get();
        if (base != null) {
            onRing(started, base, identity, now);
        } else if (current != null && current.ring() != null) {
            withoutRing(started, "the ring in use is gone from Vault, and a secret put by hand stands in its place");
        } else if (current != null || mayBeFirst(started, Position.NONE, "a secret without a ring", now)) {
            problems.resolve(Problem.NO_RING);
            ready = true;
            settle(started, new Snapshot(null, UsableKey.of(bare.secret().material()), Map.of(), identity, now,
                    current == null ? null : current.leaseStart(), hearing.position(), hearing.revoked(),
                    hearing.signInstead(), false), now);
        }
    }

    private void onRing(Moment started, Ring read, Snapshot.Identity identity, Moment now) {
        problems.resolve(Problem.NO_RING);
        Snapshot current = snapshot.get();
        if (current == null || current.ring() == null) {
            onFirstRing(started, read, identity, now);
            return;
        }
        switch (RingJudgement.of(read, current.ring())) {
            case SAME -> {
                doubt.clear();
                settle(started, current.read(identity).asFork(false), now);
            }
            case NEWER -> apply(started, read, identity, current, now);
            case AFRESH -> apply(started, read, identity, null, now);
            case OLDER, FORK -> onDoubt(started, read, current, now);
        }
    }

    private void onFirstRing(Moment started, Ring read, Snapshot.Identity identity, Moment now) {
        if (mayBeFirst(started, read.position(), "a ring at " + read.position(), now)) {
            apply(started, read, identity, null, now);
        }
    }

    /// Whether what was read may be the first to be put to use; where not, it is read again.
    private boolean mayBeFirst(Moment started, Position read, String found, Moment now) {
        boolean ahead = hearing.position().isAfter(read);
        problems.set(Problem.EVENT_AHEAD_OF_STORE, ahead, "a ring at " + hearing.position()
                + " was heard of, but Vault has " + found + " only: it lags, or was restored from a backup");
        boolean mayUse = !ahead && joining.mayUse(started, now);
        if (!mayUse) {
            schedule.repeat(now);
        }
        return mayUse;
    }

    private void apply(Moment started, Ring read, Snapshot.Identity identity, @Nullable Snapshot former, Moment now) {
        doubt.clear();
        SnapshotBuilder.Prepared prepared = SnapshotBuilder.prepare(read, former == null ? snapshot.get() : former);
        unusable = prepared.unusable();
        problems.set(Problem.KEY_UNUSABLE, !unusable.isEmpty(), "cannot be used here: " + unusable);
        hearing = hearing.applied(read.position());
        Moment lease = former == null ? null : former.leaseStart();
        Optional<String> conflict = settings.conflictWith(read.policy(), read.activeKey().maxTokenLifetime());
        problems.set(Problem.CONFIGURATION, conflict.isPresent(), conflict.orElse(""));
        ready = ready || conflict.isEmpty();
        settle(started, new Snapshot(read, null, prepared.usable(), identity, now, lease, hearing.position(),
                hearing.revoked(), hearing.signInstead(), false), now);
    }

    /// A ring of the right line was read: it renews the lease if it is as new as anything heard of.
    private void settle(Moment started, Snapshot read, Moment now) {
        problems.set(Problem.FORK, false, "");
        if (hearing.position().isAfter(read.position())) {
            snapshot.set(read);
            schedule.repeat(now);
        } else {
            snapshot.set(read.renewed(started));
            schedule.settled(started);
        }
    }

    private void onDoubt(Moment started, Ring read, Snapshot current, Moment now) {
        if (!doubt.confirmedBy(started, timing(current).lag(), now)) {
            schedule.repeat(now);
            return;
        }
        problems.raise(Problem.FORK,
                "Vault has a ring at " + read.position() + " that does not descend from the one at "
                        + current.position()
                        + " in use here: it was restored from a backup. Keys verify until they expire and"
                        + " nothing is signed; the operator's `accept` ends it");
        snapshot.set(current.asFork(true));
        schedule.settled(started);
    }

    private void onFailure(MemberInput.ReadFailed failed, Moment now) {
        problems.raise(Problem.STORE_UNREACHABLE, String.valueOf(failed.failure().getMessage()));
        schedule.repeat(now);
    }

    /// What only this process may still know of is false too, but not what came so lately that the operator cannot have
    /// meant it: Vault may have it, and the rotator that decided may not have seen it yet.
    private void onForgotten(Position top, Moment now) {
        hear(hearing.without(hearing.above(top, HeardAhead.bound(timing(snapshot.get())), now)), now);
    }

    private void answered(VaultTime time, Moment now) {
        problems.resolve(Problem.STORE_UNREACHABLE);
        clockWatch.answered(time, timing(snapshot.get()), now);
    }

    private Timing timing(@Nullable Snapshot current) {
        return current == null || current.ring() == null ? settings.timing() : current.ring().policy().timing();
    }
}
