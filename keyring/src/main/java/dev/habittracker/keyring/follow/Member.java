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
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.HeldKey;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.keyring.crypto.UsableKey;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Margins;
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
    private final Supplier<List<String>> kidsSeen;
    private final ReadSchedule schedule;
    private final StatusLine statusLine;
    private final Problems problems = new Problems();
    private final AtomicReference<@Nullable Snapshot> snapshot = new AtomicReference<>();
    private Hearing hearing = Hearing.NOTHING;
    private boolean announced;
    private boolean caughtUp;
    private boolean ready;
    private @Nullable Moment heardAhead;
    private @Nullable Moment doubt;
    private @Nullable Moment firstReadWithoutBus;
    private @Nullable Duration clockOffset;
    private Map<Kid, String> unusable = Map.of();
    private @Nullable Kid uncheckable;
    private @Nullable Position nothingAbove;

    /// @param settings how this process follows
    /// @param kidsSeen gives the kids of tokens that this process checked of late, newest first
    /// @param random   for the jitter of the poll
    /// @param now      when the process began
    public Member(MemberSettings settings, Supplier<List<String>> kidsSeen, RandomGenerator random, Moment now) {
        this.settings = settings;
        this.kidsSeen = kidsSeen;
        this.schedule = new ReadSchedule(settings.timing().poll(), random, now);
        this.statusLine = new StatusLine(settings, now);
    }

    /// What signing and verifying go by; empty until a ring or a bare secret was put to use.
    public Optional<Snapshot> snapshot() {
        return Optional.ofNullable(snapshot.get());
    }

    /// Whether this process may take requests: it has a ring as new as what it heard of at the start, and its
    /// configuration fits. Once ready it stays so while cut off, unless it met a token that it could not check.
    public boolean ready() {
        return ready && uncheckable == null;
    }

    /// The problems that stand now, as `label: message`.
    public List<String> problems() {
        return problems.lines();
    }

    /// When to call again at the latest, if nothing comes in before.
    public Moment wakeUp() {
        return mayRead() ? schedule.wakeUp().earlier(statusLine.due()) : statusLine.due();
    }

    /// Takes in what happened and says what is to be done now.
    public List<MemberAction> step(MemberInput input, Moment now) {
        switch (input) {
            case MemberInput.Tick tick -> {}
            case MemberInput.Announced done -> announced = true;
            case MemberInput.CaughtUp done -> onCaughtUp();
            case MemberInput.BusUnheard unheard -> problems.raise(Problem.BUS_UNHEARD, unheard.problem());
            case MemberInput.BusLost lost -> problems.raise(Problem.BUS_UNREACHABLE, lost.problem());
            case MemberInput.BusBack back -> problems.resolve(Problem.BUS_UNREACHABLE);
            case MemberInput.EventHeard heard -> hear(hearing.plus(heard.event()), now);
            case MemberInput.StatusHeard heard -> hear(hearing.plus(heard.status()), now);
            case MemberInput.MetadataRead read -> onMetadata(read.started(), read.metadata(), now);
            case MemberInput.RingRead read -> onReading(read.started(), read.reading(), now);
            case MemberInput.ReadFailed failed -> onFailure(failed, now);
            case MemberInput.RefreshWanted wanted -> schedule.refresh(now);
            case MemberInput.Uncheckable kid -> onUncheckable(kid.kid());
            case MemberInput.Forgotten forgotten -> onForgotten(forgotten.top(), now);
        }
        watchHearing(now);
        return actions(now);
    }

    private List<MemberAction> actions(Moment now) {
        List<MemberAction> actions = new ArrayList<>(problems.drainReports());
        MemberAction read = mayRead() ? schedule.next(now) : null;
        if (read != null) {
            actions.add(read);
        }
        statusLine.next(this, now).ifPresent(status -> actions.add(new MemberAction.SendStatus(status)));
        return actions;
    }

    /// The first read waits until this process is announced and has heard what stands in the topics, or Kafka is away.
    private boolean mayRead() {
        return !settings.bus() || announced && caughtUp || busAway() || snapshot.get() != null;
    }

    private boolean busAway() {
        return problems.stands(Problem.BUS_UNREACHABLE) || problems.stands(Problem.BUS_UNHEARD);
    }

    private void onCaughtUp() {
        caughtUp = true;
        problems.resolve(Problem.BUS_UNHEARD);
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

    private void watchHearing(Moment now) {
        Snapshot current = snapshot.get();
        if (current == null || !hearing.position().isAfter(current.position())) {
            heardAhead = null;
            problems.resolve(Problem.EVENT_AHEAD_OF_STORE);
            return;
        }
        if (heardAhead == null) {
            heardAhead = now;
        }
        Timing timing = timing(current);
        if (now.since(heardAhead).compareTo(timing.lag().plus(timing.poll().multipliedBy(2))) >= 0) {
            problems.raise(Problem.EVENT_AHEAD_OF_STORE, "a ring at " + hearing.position()
                    + " was heard of, but Vault has " + current.position()
                    + " only; where the event is known to be false, the operator's `forget` clears it");
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
        return created != null && !metadata.gone() && doubt == null && !current.forked()
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
        } else {
            problems.resolve(Problem.NO_RING);
            UsableKey key = UsableKey.of(bare.secret().material());
            snapshot.set(
                    new Snapshot(null, key, Map.of(), identity, now, started, hearing.position(), hearing.revoked(),
                            hearing.signInstead(), false));
            ready = ready || mayBecomeReady(started, now);
            schedule.settled(started);
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
                doubt = null;
                settle(started, current.read(identity).asFork(false), now);
            }
            case NEWER -> apply(started, read, identity, current, now);
            case AFRESH -> apply(started, read, identity, null, now);
            case OLDER, FORK -> onDoubt(started, read, current, now);
        }
    }

    private void onFirstRing(Moment started, Ring read, Snapshot.Identity identity, Moment now) {
        if (hearing.position().isAfter(read.position())) {
            problems.raise(Problem.EVENT_AHEAD_OF_STORE, "a ring at " + hearing.position()
                    + " was heard of, but Vault has " + read.position()
                    + " only: it lags, or was restored from a backup");
            schedule.repeat(now);
        } else if (!mayBecomeReady(started, now)) {
            schedule.repeat(now);
        } else {
            apply(started, read, identity, null, now);
        }
    }

    /// Without Kafka nothing tells whether the first read met a standby that lags: a second one, `lag` later, decides.
    private boolean mayBecomeReady(Moment started, Moment now) {
        if (settings.bus() && caughtUp && !busAway()) {
            return true;
        }
        if (firstReadWithoutBus == null) {
            firstReadWithoutBus = now;
        }
        return started.waitedSince(firstReadWithoutBus).compareTo(settings.timing().lag()) >= 0;
    }

    private void apply(Moment started, Ring read, Snapshot.Identity identity, @Nullable Snapshot former, Moment now) {
        doubt = null;
        SnapshotBuilder.Prepared prepared = SnapshotBuilder.prepare(read, former == null ? snapshot.get() : former);
        unusable = prepared.unusable();
        problems.set(Problem.KEY_UNUSABLE, !unusable.isEmpty(), "cannot be used here: " + unusable);
        hearing = hearing.applied(read.position());
        if (nothingAbove != null && read.position().isAfter(nothingAbove)) {
            nothingAbove = null;
        }
        if (uncheckable != null && !uncheckable.minted().isAfter(read.position())) {
            uncheckable = null;
            problems.resolve(Problem.UNCHECKABLE_TOKEN);
        }
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

    /// An older ring, or one of another line. A standby that lags gives such a ring too, so it counts only when a read that
    /// began `lag` after the first gives it again.
    private void onDoubt(Moment started, Ring read, Snapshot current, Moment now) {
        if (doubt == null) {
            doubt = now;
        }
        if (started.waitedSince(doubt).compareTo(timing(current).lag()) < 0) {
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

    private void onForgotten(Position top, Moment now) {
        nothingAbove = top;
        hear(hearing.nothingAbove(top), now);
    }

    private void onUncheckable(Kid kid) {
        Snapshot current = snapshot.get();
        if (current == null || kid.minted().isAfter(current.position())) {
            uncheckable = kid;
            problems.raise(Problem.UNCHECKABLE_TOKEN,
                    "a token of kid " + kid + " came, which is newer than the ring in use and could not be checked");
        }
    }

    private void answered(VaultTime time, Moment now) {
        problems.resolve(Problem.STORE_UNREACHABLE);
        Duration half = Duration.between(time.earliest(), time.latest()).dividedBy(2);
        clockOffset = Duration.between(now.wall(), time.earliest().plus(half));
        Duration tolerance = Margins.clockTolerance(timing(snapshot.get()));
        problems.set(Problem.CLOCK_OFF, clockOffset.abs().compareTo(tolerance) > 0,
                "Vault's clock and this process's differ by " + clockOffset + ", more than S + 1 s = " + tolerance);
    }

    private Timing timing(@Nullable Snapshot current) {
        return current == null || current.ring() == null ? settings.timing() : current.ring().policy().timing();
    }

    /// What this process says of itself now.
    MemberStatus status(long sequence, Moment now) {
        Snapshot current = snapshot.get();
        Ring ring = current == null ? null : current.ring();
        Moment lease = current == null ? null : current.leaseStart();
        return new MemberStatus(settings.keyring(), settings.instance(), settings.service(), settings.role(), sequence,
                now.wall(), settings.statusInterval(), ring == null ? null : ring.position(),
                ring == null ? null : ring.writeId(), current == null ? null : current.appliedAt().wall(),
                hearing.position(), heldKeys(current), lease == null ? null : lease.wall(), clockOffset,
                settings.maxTokenLifetime(), kidsSeen.get(), ready(), problems.lines(), nothingAbove);
    }

    private List<HeldKey> heldKeys(@Nullable Snapshot current) {
        Stream<HeldKey> usable = current == null
                ? Stream.of()
                : current.keys().keySet().stream().map(Kid::toString).sorted().map(kid -> new HeldKey(kid, true, null));
        return Stream.concat(usable,
                unusable.entrySet().stream().map(key -> new HeldKey(key.getKey().toString(), false, key.getValue())))
                .toList();
    }
}
