package dev.habittracker.simulation.world;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.simulation.engine.Agenda;
import dev.habittracker.simulation.engine.Dice;

/// Vault: one secret on an active node and two standbys, each with a clock of its own, the standbys behind by up to `lag`.
///
/// Whoever asks gets what the node that answers has, and that node's time to the second, as the `Date` header tells it.
public final class SimVault {

    /// How many nodes.
    public static final int NODES = 3;

    /// Any node.
    public static final int ANY = -1;

    /// What a node says.
    ///
    /// @param state what it has
    /// @param date  its clock, to the second
    public record Answer(SecretState state, Instant date) {}

    /// Who wants to know of writes.
    public interface Listener {

        /// A ring was written.
        ///
        /// @param before what stood before
        /// @param made   the new version
        /// @param by     which process wrote
        void written(SecretState before, SecretState.Version made, String by);
    }

    private final Agenda agenda;
    private final Listener listener;
    private final List<WorldClock> clocks = new ArrayList<>();
    private final Duration[] lags = {Duration.ZERO, Duration.ZERO, Duration.ZERO};
    private final List<SecretState> states = new ArrayList<>(List.of(new SecretState(0, List.of())));
    private int active;
    private boolean away;
    private int restores;

    /// @param offsets of the nodes' clocks
    public SimVault(Agenda agenda, List<Duration> offsets, Listener listener) {
        this.agenda = agenda;
        this.listener = listener;
        offsets.forEach(offset -> clocks.add(new WorldClock(agenda, offset)));
    }

    /// What some node answers to a read now.
    ///
    /// @param wanted the node; [#ANY] for whichever the dice say
    public Answer read(Dice dice, int wanted) {
        int drawn = dice.nextInt(NODES);
        int node = wanted == ANY ? drawn : wanted;
        SecretState seen = node == active ? state() : stateAt(agenda.now() - lags[node].toNanos());
        return new Answer(seen, date(node));
    }

    /// What the active node says.
    public Answer ask() {
        return new Answer(state(), date(active));
    }

    /// A check-and-set write arrives.
    ///
    /// @return whether it was carried out
    public boolean write(Ring ring, long expected, String by) {
        if (state().current() != expected) {
            return false;
        }
        append(SecretState.Version.of(expected + 1, now(), ring), by);
        return true;
    }

    /// A secret is put by hand over what stands.
    public void put(KeyMaterial material, String by) {
        append(SecretState.Version.of(state().current() + 1, now(), material), by);
    }

    /// These versions are destroyed.
    public void destroy(Set<Long> numbers) {
        become(state().mapping(old -> numbers.contains(old.number()), SecretState.Version::asDestroyed, agenda.now()));
    }

    /// The newest version is deleted, or brought back.
    public void delete(boolean deleted) {
        long newest = state().current();
        become(state().mapping(old -> old.number() == newest, old -> old.asDeleted(deleted), agenda.now()));
    }

    /// Vault is as it was then, as after a restored backup.
    public void restore(long time) {
        restores++;
        become(stateAt(time).from(agenda.now()));
    }

    /// How often it was restored; a request that is on its way meanwhile is not answered.
    public int restores() {
        return restores;
    }

    /// Another node becomes the active one.
    public void failOver(int node) {
        active = node;
    }

    /// A standby is behind by that much from now on.
    public void lag(int node, Duration lag) {
        lags[node] = lag;
    }

    /// All standbys are behind by that much from now on.
    public void lag(Duration lag) {
        Arrays.fill(lags, lag);
    }

    /// Nobody answers, or somebody does again.
    public void away(boolean away) {
        this.away = away;
    }

    /// Whether nobody answers.
    public boolean isAway() {
        return away;
    }

    /// A node's clock.
    public WorldClock clock(int node) {
        return clocks.get(node);
    }

    /// The active node.
    public int active() {
        return active;
    }

    /// Vault's own time: the active node's clock.
    public Instant now() {
        return clocks.get(active).wall();
    }

    /// What the active node has.
    public SecretState state() {
        return states.getLast();
    }

    /// What it had then.
    public SecretState stateAt(long time) {
        for (int i = states.size() - 1; i > 0; i--) {
            if (states.get(i).since() <= time) {
                return states.get(i);
            }
        }
        return states.getFirst();
    }

    private Instant date(int node) {
        return clocks.get(node).wall().truncatedTo(ChronoUnit.SECONDS);
    }

    private void append(SecretState.Version made, String by) {
        SecretState before = state();
        become(before.with(made, agenda.now()));
        listener.written(before, made, by);
    }

    private void become(SecretState state) {
        states.add(state);
    }
}
