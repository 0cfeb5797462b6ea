package dev.habittracker.rotator.reconcile;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.ProcessClock;
import dev.habittracker.keyring.store.RingStore;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.EventTail;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.known.Past;
import dev.habittracker.rotator.known.Rules;

/// Asks everybody once. Vault is asked last: what topic and members tell is then never newer than the ring, unless the
/// ring is older than it should be.
public final class Gatherer {

    private final String keyring;
    private final KeyringRules rules;
    private final RingStore store;
    private final EventTopic topic;
    private final Board board;
    private final History history;
    private final Requests requests;
    private final Aims aims;
    private final ProcessClock clock;
    private volatile Position published = Position.NONE;

    /// @param keyring the keyring's name
    public Gatherer(String keyring, KeyringRules rules, RingStore store, EventTopic topic, Board board,
            History history, Requests requests, Aims aims, ProcessClock clock) {
        this.keyring = keyring;
        this.rules = rules;
        this.store = store;
        this.topic = topic;
        this.board = board;
        this.history = history;
        this.requests = requests;
        this.aims = aims;
        this.clock = clock;
    }

    /// Everything that a decision is taken from.
    ///
    /// @throws dev.habittracker.keyring.store.StoreException where Vault gives no answer
    public Gathered gather() {
        Moment started = clock.now();
        Past past = past();
        List<OpenRequest> open = open();
        Aims.@Nullable Aim aim = aim();
        Bus bus = bus(past);
        StoreReading reading = store.read();
        List<Long> readable = reading instanceof StoreReading.Whole ? store.metadata().readable() : List.of();
        return new Gathered(keyring, started, reading, readable, bus, past, open,
                new Rules(rules.policy(), aim == null ? null : aim.policy(),
                        aim == null ? rules.allowKindChange() : aim.allowKindChange(), rules.schedule(),
                        rules.jwksCache(), rules.deadline(), rules.onDeadline()));
    }

    private Past past() {
        try {
            return history.past(keyring);
        } catch (UnavailableException e) {
            return new Past.Away(published);
        }
    }

    private List<OpenRequest> open() {
        try {
            return requests.open(keyring);
        } catch (UnavailableException e) {
            return List.of();
        }
    }

    private Aims.@Nullable Aim aim() {
        try {
            return aims.aim(keyring);
        } catch (UnavailableException e) {
            return null;
        }
    }

    private Bus bus(Past past) {
        EventTail tail;
        try {
            tail = topic.tail(keyring).without(past.declaredFalse());
        } catch (UnavailableException e) {
            return new Bus.Away(String.valueOf(e.getMessage()));
        }
        published = tail.last();
        Moment now = clock.now();
        return new Bus.Heard(tail, board.members(now), board.echo(now));
    }
}
