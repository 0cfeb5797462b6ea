package dev.habittracker.rotator.reconcile;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.follow.Moment;
import dev.habittracker.keyring.follow.ProcessClock;
import dev.habittracker.keyring.store.RingStore;
import dev.habittracker.keyring.store.StoreMetadata;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.decide.Lineage;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.EventTail;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.KnownWrite;
import dev.habittracker.rotator.known.OpenRequest;
import dev.habittracker.rotator.known.Past;
import dev.habittracker.rotator.known.Rules;

/// Asks everybody once, database and Kafka at the same time and for no longer than half of W, so that a decision which
/// Vault alone suffices for is still young enough to be sent. Vault is asked last: what topic and members tell is then
/// never newer than the ring, unless the ring is older than it should be.
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
    private final Questions database;
    private final Questions kafka;
    private volatile Position published = Position.NONE;
    private volatile Past.Away remembered = new Past.Away(Position.NONE);
    private volatile @Nullable Strange strange;

    /// @param write a write that Vault's ring does not descend from
    /// @param since when that was first seen
    private record Strange(KnownWrite write, Moment since) {}

    /// @param keyring the keyring's name
    public Gatherer(String keyring, KeyringRules rules, RingStore store, EventTopic topic, Board board,
            History history, Requests requests, Aims aims, ProcessClock clock) {
        this(keyring, rules, store, topic, board, history, requests, aims, clock,
                new Patient("the database", patience(rules)), new Patient("Kafka", patience(rules)));
    }

    /// @param keyring  the keyring's name
    /// @param database how history, requests and aims are asked
    /// @param kafka    how the topic is asked
    public Gatherer(String keyring, KeyringRules rules, RingStore store, EventTopic topic, Board board,
            History history, Requests requests, Aims aims, ProcessClock clock, Questions database, Questions kafka) {
        this.keyring = keyring;
        this.rules = rules;
        this.store = store;
        this.topic = topic;
        this.board = board;
        this.history = history;
        this.requests = requests;
        this.aims = aims;
        this.clock = clock;
        this.database = database;
        this.kafka = kafka;
    }

    private static Duration patience(KeyringRules rules) {
        return rules.policy().timing().writeBudget().dividedBy(2);
    }

    private record Filed(Past past, List<OpenRequest> requests, Aims.@Nullable Aim aim) {}

    /// Everything that a decision is taken from.
    ///
    /// @throws dev.habittracker.keyring.store.StoreException where Vault gives no answer
    public Gathered gather() {
        Moment started = clock.now();
        Supplier<Filed> asked = database
                .ask(() -> new Filed(history.past(keyring), open(), aims.aim(keyring)));
        Supplier<EventTail> heard = kafka.ask(() -> topic.tail(keyring));
        Filed filed = filed(asked);
        Bus bus = bus(heard, filed.past());
        StoreReading reading = store.read();
        Moment answered = clock.now();
        List<Long> readable = reading instanceof StoreReading.Whole whole ? readable(whole) : List.of();
        Aims.Aim aim = filed.aim();
        Gathered known = new Gathered(keyring, started, reading, answered, null, readable, bus, filed.past(),
                filed.requests(),
                new Rules(rules.policy(), aim == null ? null : aim.policy(),
                        aim != null && aim.allowKindChange(), rules.schedule(),
                        rules.jwksCache(), rules.deadline(), rules.onDeadline()));
        return known.strangeSince(strangeSince(known));
    }

    /// Which versions can still be read, where that answer is of the same state as the ring: another node of Vault may have
    /// given it, and what was restored there must not be destroyed by what stood before.
    private List<Long> readable(StoreReading.Whole whole) {
        StoreMetadata metadata = store.metadata();
        return metadata.currentVersion() == whole.ring().version() && whole.created().equals(metadata.created())
                ? metadata.readable()
                : List.of();
    }

    /// A read that does not descend from a write may come from a standby that lags: since when it is that write.
    private @Nullable Moment strangeSince(Gathered known) {
        KnownWrite foreign = Lineage.highestForeign(known).orElse(null);
        Strange before = strange;
        if (foreign == null) {
            strange = null;
            return null;
        }
        if (before != null && before.write().isSameAs(foreign)) {
            return before.since();
        }
        strange = new Strange(foreign, known.answered());
        return null;
    }

    private List<OpenRequest> open() {
        List<OpenRequest> open = requests.open(keyring);
        Map<String, Position> done = open.isEmpty()
                ? Map.of()
                : history.carriedOut(keyring, open.stream().map(OpenRequest::id).collect(Collectors.toSet()));
        return open.stream().map(request -> request.doneBy(done.get(request.id()))).toList();
    }

    private Filed filed(Supplier<Filed> asked) {
        try {
            Filed filed = asked.get();
            remembered = new Past.Away(Position.NONE, filed.past().newestWrite().orElse(null),
                    filed.past().declaredFalse());
            return filed;
        } catch (UnavailableException e) {
            Past.Away before = remembered;
            return new Filed(new Past.Away(published, before.newest(), before.forgotten()), requests.inHand(keyring),
                    null);
        }
    }

    private Bus bus(Supplier<EventTail> asked, Past past) {
        EventTail tail;
        try {
            tail = asked.get().without(past.declaredFalse());
        } catch (UnavailableException e) {
            return new Bus.Away(String.valueOf(e.getMessage()));
        }
        published = tail.last();
        Moment now = clock.now();
        return new Bus.Heard(tail, board.members(now), board.echo(now));
    }
}
