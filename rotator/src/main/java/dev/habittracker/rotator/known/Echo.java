package dev.habittracker.rotator.known;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.habittracker.keyring.follow.Moment;

/// Whether a rotator hears itself: its own statuses, sent to every partition of the members topic, come back. Immutable.
///
/// That nobody answers is never to be mistaken for that nobody is there. So a partition counts as heard while, of the last
/// three intervals, at least two have a status that was sent in them and has come back by now; and after the start, or
/// after a partition fell silent, the rotator listens for three intervals before it counts at all.
///
/// @param interval   how often this rotator sends
/// @param partitions how many partitions the topic has
/// @param sent       when each status of the last three intervals was sent, by sequence
/// @param back       for each partition when the statuses of the last three intervals that came back were sent
/// @param since      for each partition since when it has been heard without a gap
public record Echo(Duration interval, int partitions, Map<Long, Moment> sent, Map<Integer, List<Moment>> back,
        Map<Integer, Moment> since) {

    private static final int INTERVALS = 3;
    private static final int NEEDED = 2;

    /// How it stands.
    public sealed interface State {

        /// Everything comes back.
        record Complete() implements State {}

        /// Everything comes back, but not for three intervals yet.
        ///
        /// @param left how much longer to listen
        record Listening(Duration left) implements State {}

        /// Some partitions are silent.
        ///
        /// @param partitions which
        record Silent(Set<Integer> partitions) implements State {

            public Silent {
                partitions = Set.copyOf(partitions);
            }
        }
    }

    public Echo {
        if (!interval.isPositive() || partitions < 1) {
            throw new IllegalArgumentException("an echo needs an interval and partitions, not " + interval + " and "
                    + partitions);
        }
        sent = Map.copyOf(sent);
        back = back.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
        since = Map.copyOf(since);
    }

    /// Before anything was sent.
    public static Echo start(Duration interval, int partitions) {
        return new Echo(interval, partitions, Map.of(), Map.of(), Map.of());
    }

    /// The same echo on a topic that has that many partitions now.
    public Echo over(int partitions) {
        return partitions == this.partitions ? this : new Echo(interval, partitions, sent, back, since);
    }

    /// A status goes out to every partition.
    public Echo sent(long sequence, Moment now) {
        Map<Long, Moment> next = new HashMap<>(sent);
        next.values().removeIf(at -> isOutOfReach(at, now));
        next.put(sequence, now);
        return new Echo(interval, partitions, next, back, since);
    }

    /// A status of this rotator came back on a partition. One that nobody remembers sending is of no use.
    public Echo heard(int partition, long sequence, Moment now) {
        Moment sentAt = sent.get(sequence);
        if (sentAt == null) {
            return this;
        }
        List<Moment> before = back.getOrDefault(partition, List.of());
        Map<Integer, Moment> nextSince = new HashMap<>(since);
        List<Moment> times = new ArrayList<>(before);
        times.removeIf(at -> isOutOfReach(at, now));
        if (times.isEmpty()) {
            nextSince.put(partition, now);
        }
        times.add(sentAt);
        Map<Integer, List<Moment>> nextBack = new HashMap<>(back);
        nextBack.put(partition, times);
        return new Echo(interval, partitions, sent, nextBack, nextSince);
    }

    /// How it stands now.
    public State at(Moment now) {
        Set<Integer> silent = new TreeSet<>();
        Duration left = Duration.ZERO;
        for (int partition = 0; partition < partitions; partition++) {
            Moment start = since.get(partition);
            if (start == null || !heardLately(partition, now)) {
                silent.add(partition);
                continue;
            }
            Duration stillToListen = reach().minus(now.waitedSince(start));
            left = stillToListen.compareTo(left) > 0 ? stillToListen : left;
        }
        if (!silent.isEmpty()) {
            return new State.Silent(silent);
        }
        return left.isPositive() ? new State.Listening(left) : new State.Complete();
    }

    private boolean heardLately(int partition, Moment now) {
        long intervals = back.getOrDefault(partition, List.of()).stream().filter(at -> !isOutOfReach(at, now))
                .mapToLong(at -> now.waitedSince(at).toNanos() / interval.toNanos()).distinct().count();
        return intervals >= NEEDED;
    }

    private boolean isOutOfReach(Moment at, Moment now) {
        return now.waitedSince(at).compareTo(reach()) >= 0;
    }

    private Duration reach() {
        return interval.multipliedBy(INTERVALS);
    }
}
