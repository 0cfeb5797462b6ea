package dev.habittracker.keyring;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.MemberKey;
import dev.habittracker.events.MemberRole;
import dev.habittracker.keyring.follow.Follower;
import dev.habittracker.keyring.follow.KeyringView;
import dev.habittracker.keyring.follow.MemberSettings;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.ProcessClock;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.jwt.KidsSeen;
import dev.habittracker.keyring.kafka.KafkaMemberBus;
import dev.habittracker.keyring.kafka.StatusSpread;
import dev.habittracker.keyring.kafka.Unreadable;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.vault.VaultAccess;

/// Follows a keyring from each start to the next stop: every time as another member with an instance id of its own, over
/// the same login.
///
/// | state   | the view shows                                               | leaves by      |
/// |---------|--------------------------------------------------------------|----------------|
/// | MADE    | no ring                                                      | start: RUNNING, stop: STOPPED |
/// | RUNNING | what the member knows                                        | stop: STOPPED  |
/// | STOPPED | what it knew last: keys verify until they expire, the lease runs out | start: RUNNING |
final class Following implements KeyringView {

    private enum State {
        MADE, RUNNING, STOPPED
    }

    private final KeyringSettings settings;
    private final KidsSeen kidsSeen;
    private final ProcessClock clock;
    private final VaultAccess vault;
    private State state = State.MADE;
    private volatile Follower follower;

    Following(KeyringSettings settings, KidsSeen kidsSeen, Clock wall, ProcessClock clock) {
        this.settings = settings;
        this.kidsSeen = kidsSeen;
        this.clock = clock;
        this.vault = VaultAccess.of(settings.vault(), wall);
        this.follower = newFollower();
    }

    synchronized void start() {
        switch (state) {
            case MADE -> {}
            case RUNNING -> {
                return;
            }
            case STOPPED -> {
                vault.reopen();
                follower = newFollower();
            }
        }
        state = State.RUNNING;
        follower.start();
    }

    synchronized void stop() {
        if (state == State.STOPPED) {
            return;
        }
        state = State.STOPPED;
        try {
            follower.close();
        } finally {
            vault.close();
        }
    }

    private Follower newFollower() {
        MemberSettings member = new MemberSettings(settings.name(), UUID.randomUUID().toString(), settings.service(),
                MemberRole.MEMBER, settings.timing(), settings.maxTokenLifetime(), settings.statusInterval(),
                settings.kafka() != null);
        return new Follower(member, vault.ringStore(), bus(member), kidsSeen, clock, RandomGenerator.getDefault());
    }

    private @Nullable KafkaMemberBus bus(MemberSettings member) {
        return settings.kafka() == null
                ? null
                : new KafkaMemberBus(new MemberKey(member.keyring(), member.instance()), settings.kafka(),
                        StatusSpread.BY_KEY, Unreadable.LOGGED);
    }

    @Override
    public Optional<Snapshot> snapshot() {
        return follower.snapshot();
    }

    @Override
    public boolean ready() {
        return follower.ready();
    }

    @Override
    public List<String> problems() {
        return follower.problems();
    }

    @Override
    public Optional<Duration> clockOffset() {
        return follower.clockOffset();
    }

    @Override
    public Moment now() {
        return clock.now();
    }

    @Override
    public CompletableFuture<Refresh> refreshAfter(Moment since) {
        return follower.refreshAfter(since);
    }

    @Override
    public void uncheckable(Kid kid) {
        follower.uncheckable(kid);
    }
}
