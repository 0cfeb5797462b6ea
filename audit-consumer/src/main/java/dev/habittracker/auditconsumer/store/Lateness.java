package dev.habittracker.auditconsumer.store;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.habittracker.auditconsumer.store.Fact.Kind;

/** Tells of each partition when its records begin to take longer than a limit from the topic to the table, and when that is over. */
public final class Lateness {

    private final Duration limit;
    /** The longest delay since it began, of partitions that are late. */
    private final Map<Place, Duration> late = new HashMap<>();

    /** @param limit longer is late */
    public Lateness(Duration limit) {
        this.limit = limit;
    }

    /**
     * Looks at a batch.
     *
     * @param place its partition
     * @param delay of its oldest record
     * @param now when it was stored
     * @return what is to be told; mostly nothing
     */
    public synchronized Optional<Fact> observe(Place place, Duration delay, Instant now) {
        if (delay.compareTo(limit) > 0) {
            Duration before = late.get(place);
            late.put(place, before == null || delay.compareTo(before) > 0 ? delay : before);
            return before != null
                    ? Optional.empty()
                    : Optional.of(fact(place, now, "a record took " + delay.toSeconds()
                            + " s to the table, longer than the limit of " + limit.toSeconds() + " s"));
        }
        Duration longest = late.remove(place);
        return longest == null
                ? Optional.empty()
                : Optional.of(fact(place, now, "records are in time again; the longest took " + longest.toSeconds()
                        + " s"));
    }

    private static Fact fact(Place place, Instant now, String what) {
        return new Fact(Kind.LATE, now, null, null, null, null, place.topic() + "-" + place.partition() + ": " + what,
                null);
    }
}
