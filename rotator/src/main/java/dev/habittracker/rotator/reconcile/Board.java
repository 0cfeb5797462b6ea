package dev.habittracker.rotator.reconcile;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import dev.habittracker.events.MemberStatus;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.rotator.known.Echo;
import dev.habittracker.rotator.known.LiveMembers;

/// Who was heard, and whether this rotator hears itself, as the members topic tells. Any thread may ask or tell.
public final class Board {

    private record State(LiveMembers members, Echo echo) {}

    private final String keyring;
    private final String self;
    private final AtomicReference<State> state;

    /// @param keyring  the keyring whose members count
    /// @param self     this process's instance id
    /// @param interval how often this process sends its status
    public Board(String keyring, String self, Duration interval) {
        this.keyring = keyring;
        this.self = self;
        this.state = new AtomicReference<>(new State(LiveMembers.NOBODY, Echo.start(interval, 1)));
    }

    /// This process sends a status to every partition.
    public void sent(MemberStatus status, Moment now) {
        state.updateAndGet(old -> new State(old.members(), old.echo().sent(status.sequence(), now)));
    }

    /// A status came in.
    public void heard(MemberStatus status, int partition, Moment now) {
        if (!status.keyring().equals(keyring)) {
            return;
        }
        state.updateAndGet(old -> new State(old.members().plus(status, now),
                status.instance().equals(self) ? old.echo().heard(partition, status.sequence(), now) : old.echo()));
    }

    /// A member of a keyring took its leave.
    public void gone(String keyring, String instance) {
        if (keyring.equals(this.keyring)) {
            state.updateAndGet(old -> new State(old.members().without(instance), old.echo()));
        }
    }

    /// The topic has that many partitions.
    public void partitions(int partitions) {
        state.updateAndGet(old -> new State(old.members(), old.echo().over(partitions)));
    }

    /// Everybody, with who is live now.
    public LiveMembers.Roll members(Moment now) {
        return state.get().members().at(now);
    }

    /// How the echo stands now.
    public Echo.State echo(Moment now) {
        return state.get().echo().at(now);
    }

    /// Instances whose last status is older than that and that are not live.
    public Set<String> silentSince(Duration age, Moment now) {
        return state.get().members().silentSince(age, now);
    }
}
