package dev.habittracker.devstack.torture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rule 10: nothing important stops silently. A service that is cut off from a server for long must turn its health check red, and a member that
 * goes on with an old ring must be told of by the rotator that sees it.
 *
 * @param cutOffKnownWithin how long a service may need to notice that a server does not answer
 * @param lagKnownWithin how long after a live member fell behind the rotator may need to tell
 */
record Vigilance(Outages outages, Duration cutOffKnownWithin, Duration lagKnownWithin) {

    /** What was judged, and what is wrong, in words. */
    record Verdict(int judged, List<String> objections) {

        static final Verdict NONE = new Verdict(0, List.of());

        Verdict plus(Verdict other) {
            return new Verdict(judged + other.judged,
                    Stream.concat(objections.stream(), other.objections.stream()).toList());
        }
    }

    /**
     * @param sightings of one service, in the order of time
     * @param recovery how long after an outage of the service itself nothing is asked of it
     */
    Verdict cutOff(String service, List<Sighting> sightings, Duration recovery) {
        int judged = 0;
        List<String> objections = new ArrayList<>();
        for (Outage outage : outages.all()) {
            if (!concerns(outage, service) || !isLong(outage) || isExcused(service, outage, recovery)) {
                continue;
            }
            judged++;
            if (sightings.stream().noneMatch(sighting -> !sighting.healthy() && !sighting.at().isBefore(outage.from())
                    && !sighting.at().isAfter(outage.until().plus(Lookout.INTERVAL)))) {
                objections.add("%s stayed green while %s was out of order for %d ms from %s on".formatted(service,
                        outage.victim(), outage.length().toMillis(), outage.from()));
            }
        }
        return new Verdict(judged, List.copyOf(objections));
    }

    /** @param sightings of one rotator, in the order of time */
    Verdict lag(List<Sighting> sightings) {
        int judged = 0;
        List<String> objections = new ArrayList<>();
        Map<String, Instant> behindSince = new HashMap<>();
        Set<String> told = new HashSet<>();
        Set<String> done = new HashSet<>();
        for (Sighting sighting : sightings) {
            behindSince.keySet().retainAll(sighting.behind());
            told.retainAll(sighting.behind());
            done.retainAll(sighting.behind());
            for (String member : sighting.behind()) {
                Instant since = behindSince.computeIfAbsent(member, _ -> sighting.at());
                if (sighting.tellsOfLag()) {
                    told.add(member);
                }
                boolean late = Duration.between(since, sighting.at()).compareTo(lagKnownWithin) > 0;
                if (late && done.add(member)) {
                    judged++;
                    if (!told.contains(member)) {
                        objections.add("%s did not tell that %s lags, from %s to %s".formatted(sighting.service(),
                                member, since, sighting.at()));
                    }
                }
            }
        }
        return new Verdict(judged, List.copyOf(objections));
    }

    private boolean isLong(Outage outage) {
        return outage.length().compareTo(cutOffKnownWithin) > 0;
    }

    private boolean isExcused(String service, Outage outage, Duration recovery) {
        return outages.overlaps(service::equals, outage.from().minus(recovery), outage.until());
    }

    private static boolean concerns(Outage outage, String service) {
        return Names.SERVERS.stream().anyMatch(
                server -> outage.victim().equals(server) || outage.victim().equals(Names.link(service, server)));
    }
}
