package dev.habittracker.devstack.drill;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import dev.habittracker.devstack.http.JsonClient;
import dev.habittracker.devstack.load.Instance;
import dev.habittracker.devstack.load.IssuedToken;
import dev.habittracker.devstack.load.RevokedKeys;

/** Keeps tokens that were issued before a change of keys and shows each to every instance, again and again, until the token's own end. */
final class Witness implements Runnable {

    private static final Duration ROUND = Duration.ofMillis(300);
    private static final Duration SEEN_TO_THE_END = Duration.ofSeconds(2);

    private final List<Instance> instances;
    private final RevokedKeys revoked;
    private final JsonClient http;
    private final Clock clock;
    private final Map<IssuedToken, Map<Instance, Instant>> kept = new ConcurrentHashMap<>();
    private final List<String> refusals = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger checks = new AtomicInteger();
    private volatile boolean stopped;

    Witness(List<Instance> instances, RevokedKeys revoked, JsonClient http, Clock clock) {
        this.instances = instances;
        this.revoked = revoked;
        this.http = http;
        this.clock = clock;
    }

    void keep(Collection<IssuedToken> tokens) {
        tokens.forEach(token -> kept.putIfAbsent(token, new ConcurrentHashMap<>()));
    }

    void stop() {
        stopped = true;
    }

    /** Whether every token kept has come to its end. */
    boolean isDone() {
        return kept.keySet().stream().noneMatch(this::isDue);
    }

    WitnessCount count() {
        return new WitnessCount(kept.size(), checks.get(), List.copyOf(refusals));
    }

    /** Tokens that an instance was not shown close to their end, in words: there the drill proves less than it says. */
    List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        kept.forEach((token, accepted) -> {
            for (Instance instance : instances) {
                Instant last = accepted.get(instance);
                boolean seen = last != null && !last.isBefore(token.expires().minus(SEEN_TO_THE_END));
                if (!seen && !revoked.contains(token.kid())) {
                    gaps.add("a token of key %s was last accepted by %s at %s, its end is %s".formatted(token.kid(),
                            instance.name(),
                            last, token.expires()));
                }
            }
        });
        return gaps;
    }

    @Override
    public void run() {
        while (!stopped) {
            long start = System.nanoTime();
            round();
            pause(ROUND.minusNanos(System.nanoTime() - start));
        }
    }

    /** Shows every token that has not come to its end to every instance, once. */
    void round() {
        kept.keySet().stream().filter(this::isDue).forEach(this::show);
    }

    private boolean isDue(IssuedToken token) {
        return clock.instant().isBefore(token.expires().minusMillis(500)) && !revoked.contains(token.kid());
    }

    private void show(IssuedToken token) {
        for (Instance instance : instances) {
            if (isDue(token)) {
                show(token, instance);
            }
        }
    }

    private void show(IssuedToken token, Instance instance) {
        Instant at = clock.instant();
        try {
            var answer = http.get(instance.habits(), Map.of("Authorization", "Bearer " + token.value()));
            if (answer.isSuccess()) {
                checks.incrementAndGet();
                kept.getOrDefault(token, new HashMap<>()).put(instance, at);
            } else if (!revoked.contains(token.kid())) {
                checks.incrementAndGet();
                refusals.add("%s answered %d (%s) to a token of key %s, %d ms before its end".formatted(instance.name(),
                        answer.status(), answer.problem(), token.kid(),
                        Duration.between(at, token.expires()).toMillis()));
            }
        } catch (IOException e) {
            refusals.add("%s gave no answer to a token of key %s: %s".formatted(instance.name(), token.kid(), e));
        }
    }

    private static void pause(Duration duration) {
        try {
            if (duration.isPositive()) {
                Thread.sleep(duration);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
