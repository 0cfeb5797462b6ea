package dev.habittracker.devstack.torture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.habittracker.devstack.kafka.EventDump;
import dev.habittracker.devstack.keyring.MemberView;
import dev.habittracker.devstack.keyring.RotationView;

/** What ring, journal, topic, history and members must say of each other once nothing is out of order any more. */
final class Agreement {

    private static final Pattern DUE = Pattern.compile("due since (\\S+) by the schedule.*");

    private Agreement() {}

    /**
     * The topic: each version has an event, and copies of it carry the same id.
     *
     * @param version the ring's, in Vault
     */
    static List<String> ofTopic(long version, Collection<EventDump.Event> events) {
        Map<Long, Set<String>> ids = new TreeMap<>();
        events.forEach(event -> ids.computeIfAbsent(version(event.subject()), _ -> new HashSet<>()).add(event.id()));
        List<String> objections = new ArrayList<>();
        for (long each = 1; each <= version; each++) {
            int count = ids.getOrDefault(each, Set.of()).size();
            if (count != 1) {
                objections.add("version " + each + " has " + count + " different events in the topic");
            }
        }
        ids.keySet().stream().filter(each -> each > version)
                .forEach(each -> objections
                        .add("the topic has an event of version " + each + ", Vault has only " + version));
        return objections;
    }

    /** The history: each version once. */
    static List<String> ofHistory(long version, List<RotationView> history) {
        Map<Long, Integer> rows = new HashMap<>();
        history.forEach(row -> rows.merge(row.version(), 1, Integer::sum));
        List<String> objections = new ArrayList<>();
        for (long each = 1; each <= version; each++) {
            int count = rows.getOrDefault(each, 0);
            if (count != 1) {
                objections.add("version " + each + " stands in the history " + count + " times");
            }
        }
        return objections;
    }

    /** The schedule: no due time has been answered by two rotations. */
    static List<String> ofSchedule(List<RotationView> history) {
        Map<String, List<String>> answered = new TreeMap<>();
        for (RotationView row : history) {
            Matcher due = DUE.matcher(row.reason());
            if (row.event().equals("key-rotated") && due.matches()) {
                answered.computeIfAbsent(due.group(1), _ -> new ArrayList<>()).add(row.id());
            }
        }
        List<String> objections = new ArrayList<>();
        answered.forEach((due, rotations) -> {
            if (rotations.size() > 1) {
                objections.add("the rotation due at " + due + " was done " + rotations.size() + " times: " + rotations);
            }
        });
        if (answered.isEmpty()) {
            objections.add("no scheduled rotation was done at all");
        }
        return objections;
    }

    /** The members: as many as there are processes, and each with the ring of Vault. */
    static List<String> ofMembers(String position, int processes, List<MemberView> members) {
        List<MemberView> live = members.stream().filter(MemberView::live).toList();
        List<String> objections = new ArrayList<>();
        if (live.size() != processes) {
            objections.add(live.size() + " members are live, " + processes + " processes run");
        }
        live.stream().filter(member -> !member.position().equals(position)).forEach(member -> objections
                .add(member.service() + " has ring " + member.position() + ", Vault has " + position));
        return objections;
    }

    private static long version(String position) {
        return Long.parseLong(position.substring(position.indexOf('.') + 1));
    }
}
