package dev.habittracker.devstack.drill;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.habittracker.devstack.http.JsonClient;
import dev.habittracker.devstack.load.Instance;
import dev.habittracker.devstack.load.IssuedToken;
import dev.habittracker.devstack.process.Waiting;

/** Shows one token to every instance, all the time, from before its key is revoked until its own end, and notes when each began to refuse it. */
final class RevocationProbe {

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final IssuedToken token;
    private final JsonClient http;
    private final Clock clock;
    private final Map<Instance, Instant> refusedFrom = new ConcurrentHashMap<>();
    private final Map<Instance, String> objections = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();

    private RevocationProbe(IssuedToken token, JsonClient http, Clock clock) {
        this.token = token;
        this.http = http;
        this.clock = clock;
    }

    static RevocationProbe start(IssuedToken token, List<Instance> instances, JsonClient http, Clock clock) {
        var probe = new RevocationProbe(token, http, clock);
        instances.forEach(instance -> probe.threads.add(Thread.ofVirtual().start(() -> probe.watch(instance))));
        return probe;
    }

    /** Waits for the token's own end. */
    void join() {
        threads.forEach(Waiting::forEndOf);
    }

    Optional<Instant> refusedFrom(Instance instance) {
        return Optional.ofNullable(refusedFrom.get(instance));
    }

    /** What went wrong, in words; empty where every instance accepted the token, then refused it, and never accepted it again. */
    List<String> objections() {
        return List.copyOf(objections.values());
    }

    private void watch(Instance instance) {
        boolean acceptedBefore = false;
        while (clock.instant().isBefore(token.expires().minusMillis(500))) {
            switch (show(instance)) {
                case 200 -> {
                    acceptedBefore = true;
                    if (refusedFrom.containsKey(instance)) {
                        objections.put(instance, instance.name() + " accepted a token of the revoked key again");
                    }
                }
                case 401 -> refusedFrom.putIfAbsent(instance, clock.instant());
                default -> {
                    // No answer, or one that says nothing about the token; the clients count those.
                }
            }
            pause();
        }
        if (!acceptedBefore) {
            objections.put(instance, instance.name() + " never accepted the token whose key was to be revoked");
        } else if (!refusedFrom.containsKey(instance)) {
            objections.put(instance, instance.name() + " accepted a token of the revoked key until its end");
        }
    }

    private int show(Instance instance) {
        try {
            return http.get(instance.habits(), Map.of("Authorization", "Bearer " + token.value())).status();
        } catch (IOException e) {
            return 0;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
