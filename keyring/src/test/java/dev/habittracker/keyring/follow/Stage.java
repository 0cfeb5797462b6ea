package dev.habittracker.keyring.follow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.MemberRole;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.Position;
import dev.habittracker.events.WriteRef;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.VaultTime;
import dev.habittracker.keyring.store.StoreException;
import dev.habittracker.keyring.store.StoreMetadata;
import dev.habittracker.keyring.store.StoreReading;

/// One member under a clock that is stepped by hand. Keeps what the member last wanted done.
final class Stage {

    static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    static final MemberSettings SETTINGS = new MemberSettings("habit-tracker", "member-1", "habit-api",
            MemberRole.MEMBER,
            RingLine.TIMING, Duration.ofMinutes(15), Duration.ofSeconds(5), true);

    private final Member member;
    private final List<MemberAction> wanted = new ArrayList<>();
    private Moment now = new Moment(START, Duration.ZERO);

    Stage(MemberSettings settings) {
        member = new Member(settings, List::of, new Random(7), now);
        step(new MemberInput.Tick());
    }

    /// A member that has joined with a ring.
    static Stage joined(RingLine line) {
        Stage stage = new Stage(SETTINGS);
        stage.step(new MemberInput.Announced());
        stage.step(new MemberInput.CaughtUp());
        stage.reads(line);
        return stage;
    }

    Member member() {
        return member;
    }

    Moment now() {
        return now;
    }

    Snapshot snapshot() {
        return member.snapshot().orElseThrow();
    }

    boolean maySign() {
        return member.snapshot().filter(snapshot -> !snapshot.forked()).filter(snapshot -> snapshot.signingKey()
                .filter(key -> snapshot.leaseLasts(key.signingLease(), now)).isPresent()).isPresent();
    }

    Stage pass(Duration elapsed) {
        now = now.plus(elapsed);
        return step(new MemberInput.Tick());
    }

    Stage wallClockJumps(Duration by) {
        now = new Moment(now.wall().plus(by), now.monotonic());
        return this;
    }

    Stage step(MemberInput input) {
        wanted.clear();
        wanted.addAll(member.step(input, now));
        return this;
    }

    Stage hears(RingLine line) {
        return step(new MemberInput.EventHeard(line.tellingEvent()));
    }

    Stage reads(RingLine line) {
        return readsStartedAt(now, line);
    }

    Stage readsStartedAt(Moment started, RingLine line) {
        return step(new MemberInput.RingRead(started, whole(line)));
    }

    Stage polls(long version, Instant created) {
        return step(new MemberInput.MetadataRead(now,
                new StoreMetadata(VaultTime.exactly(now.wall()), version, created, false, List.of(version))));
    }

    Stage storeFails() {
        return step(new MemberInput.ReadFailed(now,
                new StoreException(StoreException.Kind.UNREACHABLE, "Vault does not answer")));
    }

    StoreReading whole(RingLine line) {
        return new StoreReading.Whole(VaultTime.exactly(now.wall()), line.ring(), line.created());
    }

    boolean wantsRingRead() {
        return wanted.stream().anyMatch(MemberAction.ReadRing.class::isInstance);
    }

    boolean wantsMetadata() {
        return wanted.stream().anyMatch(MemberAction.ReadMetadata.class::isInstance);
    }

    @Nullable
    MemberStatus sentStatus() {
        return wanted.stream().filter(MemberAction.SendStatus.class::isInstance)
                .map(MemberAction.SendStatus.class::cast)
                .map(MemberAction.SendStatus::status).findFirst().orElse(null);
    }

    List<Problem> reported() {
        return wanted.stream().filter(MemberAction.Report.class::isInstance).map(MemberAction.Report.class::cast)
                .filter(report -> !report.resolved()).map(MemberAction.Report::problem).toList();
    }

    /// A status of another process that uses this ring.
    static MemberInput statusOf(Ring ring) {
        return status("member-2", MemberRole.MEMBER, ring.position(), null);
    }

    /// A status of a rotator that uses one ring and was told that others were never written.
    static MemberInput rotatorDeclaresFalse(RingLine applied, RingLine... forged) {
        return status("rotator-1", MemberRole.ROTATOR, applied.ring().position(),
                Arrays.stream(forged).map(Stage::writeOf).toList());
    }

    static MemberInput status(String instance, MemberRole role, Position applied,
            @Nullable List<WriteRef> declaredFalse) {
        return new MemberInput.StatusHeard(new MemberStatus("habit-tracker", instance, "other", role, 1, START,
                Duration.ofSeconds(5), applied, "w", START, applied, List.of(), START, Duration.ZERO, null, List.of(),
                true,
                List.of(), declaredFalse));
    }

    static WriteRef writeOf(RingLine line) {
        return new WriteRef(line.ring().position(), line.ring().writeId());
    }
}
