package dev.habittracker.devstack.torture;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import dev.habittracker.devstack.http.JsonClient;
import dev.habittracker.devstack.keyring.KeyringApi;
import dev.habittracker.devstack.keyring.KeyringApiException;
import dev.habittracker.devstack.keyring.KeyringView;
import dev.habittracker.devstack.process.Waiting;

/** Asks one service once a second for its health and, where it is a rotator, for what it sees of the members. */
final class Lookout implements Runnable {

    static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final String LAG = "member-lagging";
    private static final JsonClient HTTP = new JsonClient(Duration.ofSeconds(2));

    private final String service;
    private final URI health;
    private final Optional<KeyringApi> rotator;
    private final Clock clock;
    private final Queue<Sighting> sightings = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    /** @param rotator the service's own API, where it is a rotator */
    Lookout(String service, URI url, Optional<KeyringApi> rotator, Clock clock) {
        this.service = service;
        this.health = url.resolve("/actuator/health");
        this.rotator = rotator;
        this.clock = clock;
    }

    String service() {
        return service;
    }

    void stop() {
        stopped = true;
    }

    /** In the order of time. */
    List<Sighting> sightings() {
        return List.copyOf(sightings);
    }

    @Override
    public void run() {
        do {
            sightings.add(look());
        } while (!Waiting.until(INTERVAL, () -> stopped));
    }

    Sighting look() {
        Instant at = clock.instant();
        boolean healthy = isHealthy();
        return rotator.map(api -> look(at, healthy, api)).orElseGet(() -> alone(at, healthy));
    }

    private Sighting look(Instant at, boolean healthy, KeyringApi api) {
        try {
            // In this order a write that lands between the two makes nobody look late.
            KeyringView ring = api.state();
            Set<String> behind = api.members().stream().filter(member -> member.live() && member.isBehind(ring))
                    .map(member -> member.service() + "/" + member.instance()).collect(Collectors.toUnmodifiableSet());
            return new Sighting(at, service, healthy, behind, ring.problems().contains(LAG));
        } catch (KeyringApiException notNow) {
            return alone(at, healthy);
        }
    }

    private Sighting alone(Instant at, boolean healthy) {
        return new Sighting(at, service, healthy, Set.of(), false);
    }

    private boolean isHealthy() {
        try {
            return HTTP.get(health, Map.of()).status() == 200;
        } catch (IOException noAnswer) {
            return false;
        }
    }
}
