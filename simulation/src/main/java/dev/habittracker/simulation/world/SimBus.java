package dev.habittracker.simulation.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.rotator.known.EventTail;
import dev.habittracker.simulation.engine.Agenda;
import dev.habittracker.simulation.engine.Dice;

/// The two topics. What stands in them is read in order by whoever begins to listen; what comes in later reaches each
/// listener on its own: late, in another order, twice, or not before it reads the topic again.
public final class SimBus {

    /// Partitions of the members topic.
    public static final int PARTITIONS = 2;

    private static final int LAST_EVENTS = 1000;
    private static final Duration GIVES_UP = Duration.ofSeconds(4);
    private static final Duration READS_AGAIN = Duration.ofSeconds(20);

    /// What a process takes in.
    public interface Listener {

        /// An event came.
        void event(KeyEvent event);

        /// A status came on a partition.
        void status(MemberStatus status, int partition);

        /// A tombstone came.
        void gone(String keyring, String instance);

        /// Everything that stood in the topics has come.
        void caughtUp();

        /// Nothing can be heard.
        void unheard();

        /// Whether this process reaches Kafka now.
        boolean reachesKafka();
    }

    private final class Session {

        private final Listener listener;
        private final Dice dice;
        private boolean open = true;
        private boolean lost;

        private Session(Listener listener, Dice dice) {
            this.listener = listener;
            this.dice = dice;
        }

        private boolean hears() {
            return open && !away && listener.reachesKafka();
        }

        private boolean hears(int partition) {
            return hears() && !silent.contains(partition);
        }
    }

    private final Agenda agenda;
    private final Weather weather;
    private final List<KeyEvent> events = new ArrayList<>();
    private final List<Map<String, MemberStatus>> statuses = new ArrayList<>();
    private final Map<Listener, Session> sessions = new LinkedHashMap<>();
    private final Set<Integer> silent = new HashSet<>();
    private boolean away;

    /// @param weather how long deliveries take, and how many fail
    public SimBus(Agenda agenda, Weather weather) {
        this.agenda = agenda;
        this.weather = weather;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            statuses.add(new LinkedHashMap<>());
        }
    }

    /// A process begins to listen, or begins anew.
    public void listen(Listener listener, Dice dice) {
        Session before = sessions.get(listener);
        if (before != null) {
            before.open = false;
        }
        Session session = new Session(listener, dice);
        sessions.put(listener, session);
        agenda.in(weather.hop(dice), () -> begin(session));
    }

    /// A process listens no more.
    public void leave(Listener listener) {
        Session session = sessions.remove(listener);
        if (session != null) {
            session.open = false;
        }
    }

    private void begin(Session session) {
        if (!session.open) {
            return;
        }
        if (!session.hears()) {
            session.listener.unheard();
            agenda.in(Duration.ofSeconds(1).plus(weather.hop(session.dice)), () -> begin(session));
            return;
        }
        List.copyOf(events.subList(Math.max(0, events.size() - LAST_EVENTS), events.size()))
                .forEach(session.listener::event);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int from = partition;
            if (!silent.contains(partition)) {
                List.copyOf(statuses.get(partition).values())
                        .forEach(status -> session.listener.status(status, from));
            }
        }
        session.listener.caughtUp();
    }

    /// An event is appended, and every listener will hear of it.
    public void append(KeyEvent event) {
        events.add(event);
        sessions.values().forEach(session -> deliver(session, () -> {
            if (session.hears()) {
                session.listener.event(event);
            }
        }));
    }

    /// A status is sent; told is whether every copy was acknowledged.
    ///
    /// @param everyPartition as rotators do
    public void send(Listener from, Dice dice, MemberStatus status, boolean everyPartition, Consumer<Boolean> told) {
        agenda.in(weather.hop(dice), () -> {
            boolean all = !away && from.reachesKafka();
            for (int partition = 0; all && partition < PARTITIONS; partition++) {
                if (everyPartition || partition == partitionOf(status.instance())) {
                    all = store(status, partition);
                }
            }
            boolean acknowledged = all;
            agenda.in(acknowledged ? weather.hop(dice) : GIVES_UP, () -> told.accept(acknowledged));
        });
    }

    private boolean store(MemberStatus status, int partition) {
        if (silent.contains(partition)) {
            return false;
        }
        statuses.get(partition).put(status.instance(), status);
        sessions.values().forEach(session -> deliver(session, () -> {
            if (session.hears(partition)) {
                session.listener.status(status, partition);
            }
        }));
        return true;
    }

    /// A process takes its leave.
    public void tombstone(String keyring, String instance) {
        statuses.forEach(partition -> partition.remove(instance));
        sessions.values().forEach(session -> deliver(session, () -> {
            if (session.hears()) {
                session.listener.gone(keyring, instance);
            }
        }));
    }

    private void deliver(Session session, Runnable delivery) {
        if (weather.loses(session.dice)) {
            if (!session.lost) {
                session.lost = true;
                agenda.in(session.dice.between(Duration.ZERO, READS_AGAIN), () -> {
                    session.lost = false;
                    if (session.open) {
                        begin(session);
                    }
                });
            }
            return;
        }
        agenda.in(weather.delivery(session.dice), delivery);
        if (weather.repeats(session.dice)) {
            agenda.in(weather.delivery(session.dice), delivery);
        }
    }

    /// The last events, as a rotator reads them.
    public EventTail tail() {
        return new EventTail(events.subList(Math.max(0, events.size() - LAST_EVENTS), events.size()));
    }

    /// The brokers are gone, or back; whoever listened reads all again.
    public void away(boolean away) {
        this.away = away;
        listenAgain();
    }

    /// Whether the brokers are gone.
    public boolean isAway() {
        return away;
    }

    /// One partition of the members topic can neither be written nor heard, or can again.
    public void silence(int partition, boolean silent) {
        if (silent) {
            this.silent.add(partition);
        } else {
            this.silent.remove(partition);
        }
        listenAgain();
    }

    /// The topics are made anew, empty.
    public void recreate() {
        events.clear();
        statuses.forEach(Map::clear);
        listenAgain();
    }

    /// Retention takes all but the last events.
    public void retain(int last) {
        events.subList(0, Math.max(0, events.size() - last)).clear();
    }

    private void listenAgain() {
        List.copyOf(sessions.values()).forEach(session -> listen(session.listener, session.dice));
    }

    private static int partitionOf(String instance) {
        return Math.floorMod(instance.hashCode(), PARTITIONS);
    }
}
