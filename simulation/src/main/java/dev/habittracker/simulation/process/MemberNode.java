package dev.habittracker.simulation.process;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.MemberRole;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.keyring.follow.Member;
import dev.habittracker.keyring.follow.MemberAction;
import dev.habittracker.keyring.follow.MemberInput;
import dev.habittracker.keyring.follow.MemberSettings;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.simulation.check.Subject;
import dev.habittracker.simulation.check.Token;
import dev.habittracker.simulation.world.Readings;
import dev.habittracker.simulation.world.SimBus;
import dev.habittracker.simulation.world.SimVault;
import dev.habittracker.simulation.world.WorldClock;

/// A process that follows the ring: feeds the real [Member] with what comes in and does what it wants done.
public class MemberNode extends SimProcess implements SimBus.Listener, Subject {

    private final MemberRole role;
    private final WaitingReads waiting;
    private final SeenByMutants seen;
    private Duration lifetime;
    private @Nullable Member member;
    private @Nullable MemberSettings settings;
    private int node = SimVault.ANY;
    private long wakeAt = Long.MAX_VALUE;

    /// @param lifetime how long the tokens live that it is configured to issue
    public MemberNode(Scene scene, String name, WorldClock clock, MemberRole role, Duration lifetime) {
        super(scene, name, clock);
        this.role = role;
        this.lifetime = lifetime;
        this.waiting = new WaitingReads(scene.agenda());
        this.seen = new SeenByMutants(scene.mutants());
    }

    /// Issues tokens of another lifetime from its next start on.
    public void deploy(Duration lifetime) {
        this.lifetime = lifetime;
    }

    /// How long the tokens live that it issues.
    public Duration lifetime() {
        return lifetime;
    }

    /// Its reads go to that node of Vault from now on.
    public void readsFrom(int node) {
        this.node = node;
    }

    /// Its instance id.
    public String instance() {
        return name();
    }

    @Override
    protected void begin() {
        Timing timing = scene.rules().policy().timing();
        MemberSettings own = new MemberSettings(Scene.KEYRING, instance(), roleName(), role, timing,
                role == MemberRole.MEMBER ? lifetime : null, scene.statusInterval(), true);
        settings = own;
        member = new Member(own, List::of, dice, clock.now());
        wakeAt = Long.MAX_VALUE;
        scene.bus().listen(this, dice);
        step(new MemberInput.Tick());
    }

    @Override
    public void kill() {
        boolean ran = isUp();
        super.kill();
        scene.bus().leave(this);
        waiting.clear();
        if (ran) {
            scene.watch().killed(this, diedMidway());
        }
    }

    /// It takes its leave and stops.
    public void stop() {
        if (isUp()) {
            scene.bus().tombstone(Scene.KEYRING, instance());
            kill();
        }
    }

    /// Something happens to the member.
    public void step(MemberInput input) {
        Member running = member;
        if (running == null || !isUp()) {
            return;
        }
        Snapshot before = running.snapshot().orElse(null);
        List<MemberAction> actions = running.step(input, clock.now());
        Snapshot after = running.snapshot().orElse(null);
        if (after != null && after != before) {
            applied(before, after);
        }
        actions.forEach(this::perform);
        planWake(running);
        waiting.complete(input, after);
    }

    /// It has another snapshot.
    protected void applied(@Nullable Snapshot before, Snapshot after) {
        scene.watch().applied(this, before, after);
    }

    private void planWake(Member running) {
        Duration wait = running.wakeUp().waitedSince(clock.now());
        long due = now() + Math.max(0, wait.toNanos());
        if (due < wakeAt) {
            wakeAt = due;
            later(Duration.ofNanos(due - now()), () -> wake(due));
        }
    }

    private void wake(long due) {
        if (wakeAt == due) {
            wakeAt = Long.MAX_VALUE;
            step(new MemberInput.Tick());
        }
    }

    private void perform(MemberAction action) {
        switch (action) {
            case MemberAction.ReadMetadata _ -> read(this::metadata);
            case MemberAction.ReadRing _ -> read(this::ring);
            case MemberAction.SendStatus send -> send(send.status());
            case MemberAction.Report _ -> {}
        }
    }

    private interface Answered {

        void with(Moment started, long from, Answer<SimVault.Answer> answer);
    }

    private void read(Answered answered) {
        Moment started = clock.now();
        long from = now();
        call(scene.weather().hop(dice), () -> scene.vault().read(dice, node),
                (value, roundTrip) -> answered.with(started, from, new Answer<>(value, roundTrip)),
                failure -> step(new MemberInput.ReadFailed(started, failure)));
    }

    private void metadata(Moment started, long from, Answer<SimVault.Answer> answer) {
        var metadata = Readings.metadata(answer.value(), answer.roundTrip());
        scene.watch().looked(this, from, metadata);
        step(new MemberInput.MetadataRead(started, metadata));
    }

    private void ring(Moment started, long from, Answer<SimVault.Answer> answer) {
        var reading = Readings.reading(answer.value(), answer.roundTrip());
        scene.watch().read(this, from, reading);
        step(new MemberInput.RingRead(started, seen.reading(reading)));
        bareSecretMet(reading);
    }

    /// Something came from Kafka.
    protected void heardFromKafka() {}

    /// A secret without a ring may have been found.
    protected void bareSecretMet(StoreReading reading) {}

    private void send(MemberStatus own) {
        MemberStatus status = seen.told(own);
        sending(status);
        int start = starts();
        scene.bus().send(this, dice, status, role == MemberRole.ROTATOR, acknowledged -> {
            if (start == starts()) {
                soon(() -> acknowledged(acknowledged));
            }
        });
    }

    /// A status goes out.
    protected void sending(MemberStatus status) {}

    private void acknowledged(boolean acknowledged) {
        if (acknowledged) {
            step(new MemberInput.BusBack());
            step(new MemberInput.Announced());
        } else {
            step(new MemberInput.BusLost("the status was not acknowledged"));
        }
    }

    @Override
    public void event(KeyEvent event) {
        soon(() -> {
            if (!scene.has(Mutant.IGNORE_HEARD_REVOCATIONS) || event.revokedKids().isEmpty()) {
                step(new MemberInput.EventHeard(seen.event(event)));
            }
            scene.watch().heard(this, event);
            heardFromKafka();
        });
    }

    @Override
    public void status(MemberStatus status, int partition) {
        soon(() -> {
            scene.watch().told(this, status);
            heardFromKafka();
            step(new MemberInput.StatusHeard(seen.status(status)));
        });
    }

    @Override
    public void gone(String keyring, String instance) {}

    @Override
    public void caughtUp() {
        soon(() -> step(new MemberInput.CaughtUp()));
    }

    @Override
    public void unheard() {
        soon(() -> step(new MemberInput.BusUnheard("nothing is heard")));
    }

    @Override
    public MemberRole role() {
        return role;
    }

    @Override
    public Optional<Snapshot> snapshot() {
        return Optional.ofNullable(member).flatMap(Member::snapshot);
    }

    /// Vault's clock less its own, by the last answer.
    Optional<Duration> clockOffset() {
        return Optional.ofNullable(member).flatMap(Member::clockOffset);
    }

    @Override
    public boolean ready() {
        return isUp() && member != null && member.ready();
    }

    @Override
    public List<String> problems() {
        return member == null ? List.of() : new ArrayList<>(member.problems());
    }

    @Override
    public Instant wall() {
        return clock.wall();
    }

    @Override
    public boolean clockFault() {
        return hadClockFault();
    }

    @Override
    public boolean accepts(Token token) {
        return false;
    }

    @Override
    public boolean slept() {
        return hasSlept();
    }

    /// Reads that verifiers wait for.
    WaitingReads waiting() {
        return waiting;
    }
}
