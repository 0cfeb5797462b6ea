package dev.habittracker.rotator.known;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.HeldKey;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.keyring.follow.Moment;

/// Who announced themselves, as their statuses come in. Immutable.
///
/// A member is live while its last status came within three of its intervals, by the receiver's monotonic clock: neither
/// clock of the member has a say in it.
public record LiveMembers(Map<String, Heard> byInstance) {

    /// Nobody was heard yet.
    public static final LiveMembers NOBODY = new LiveMembers(Map.of());

    /// How many of its intervals a member may be silent.
    public static final int INTERVALS = 3;

    /// A member as last heard.
    ///
    /// @param status   its last status
    /// @param received when that came in
    /// @param held     for each kid that it can use, when it first had it as far as its statuses tell, by its own clock
    public record Heard(MemberStatus status, Moment received, Map<String, Instant> held) {

        public Heard {
            held = Map.copyOf(held);
        }

        boolean live(Moment now) {
            return now.waitedSince(received).compareTo(silenceAllowed()) < 0;
        }

        private Duration silenceAllowed() {
            return status.interval().multipliedBy(INTERVALS);
        }
    }

    /// All members at one moment.
    ///
    /// @param all by instance, each with whether it is live
    public record Roll(List<Entry> all) {

        /// Nobody.
        public static final Roll EMPTY = new Roll(List.of());

        public Roll {
            all = List.copyOf(all);
        }

        /// Those that are live.
        public List<Entry> live() {
            return all.stream().filter(Entry::live).toList();
        }
    }

    /// One member at one moment.
    ///
    /// @param heard how it was last heard
    /// @param live  whether that was recent
    public record Entry(Heard heard, boolean live) {

        /// Its last status.
        public MemberStatus status() {
            return heard.status();
        }

        /// `5f2c1e0a (habit-api)`.
        public String name() {
            return status().instance() + " (" + status().service() + ")";
        }

        /// What it says of a key; `null` where it does not have it.
        public @Nullable HeldKey key(String kid) {
            return status().keys().stream().filter(key -> key.kid().equals(kid)).findFirst().orElse(null);
        }

        /// Whether it has the key and has proved that it can use it.
        public boolean canUse(String kid) {
            HeldKey key = key(kid);
            return key != null && key.usable();
        }
    }

    public LiveMembers {
        byInstance = Map.copyOf(byInstance);
    }

    /// With a status that just came in. One that is older than the last of the same instance changes nothing.
    public LiveMembers plus(MemberStatus status, Moment received) {
        Map<String, Heard> next = new HashMap<>(byInstance);
        Heard before = byInstance.get(status.instance());
        if (before != null && before.status().sequence() > status.sequence()) {
            return this;
        }
        next.put(status.instance(), new Heard(status, received, held(before, status)));
        return new LiveMembers(next);
    }

    /// Without a member that took its leave.
    public LiveMembers without(String instance) {
        Map<String, Heard> next = new HashMap<>(byInstance);
        next.remove(instance);
        return new LiveMembers(next);
    }

    /// Everybody, with who is live now.
    public Roll at(Moment now) {
        return new Roll(byInstance.values().stream().map(heard -> new Entry(heard, heard.live(now)))
                .sorted(Comparator.comparing(entry -> entry.status().instance())).toList());
    }

    /// Instances that are not live and whose last status was sent so long ago by the wall clock: their statuses may leave
    /// the topic.
    public Set<String> silentSince(Duration age, Moment now) {
        return byInstance.values().stream().filter(heard -> !heard.live(now))
                .filter(heard -> Duration.between(heard.status().sent(), now.wall()).compareTo(age) > 0)
                .map(heard -> heard.status().instance()).collect(Collectors.toCollection(HashSet::new));
    }

    private static Map<String, Instant> held(@Nullable Heard before, MemberStatus status) {
        Instant since = status.appliedAt() == null ? status.sent() : status.appliedAt();
        Map<String, Instant> held = new HashMap<>();
        status.keys().stream().filter(HeldKey::usable).forEach(key -> {
            Instant known = before == null ? null : before.held().get(key.kid());
            held.put(key.kid(), known == null ? since : known);
        });
        return held;
    }
}
