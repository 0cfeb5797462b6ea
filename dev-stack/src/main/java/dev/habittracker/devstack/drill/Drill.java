package dev.habittracker.devstack.drill;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import dev.habittracker.devstack.http.JsonClient;
import dev.habittracker.devstack.keyring.KeyringApiException;
import dev.habittracker.devstack.load.Crowd;
import dev.habittracker.devstack.load.Instance;
import dev.habittracker.devstack.load.IssuedToken;
import dev.habittracker.devstack.load.RevokedKeys;
import dev.habittracker.devstack.pipeline.KeyTimes;
import dev.habittracker.devstack.process.Waiting;

/** The whole course of a drill on a pipeline that runs. */
final class Drill {

    private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(60);
    private static final Duration STEADY = Duration.ofSeconds(8);
    private static final Duration WINDOW_TAIL = Duration.ofSeconds(2);
    private static final int KEPT_PER_CHANGE = 8;

    private final List<Instance> instances;
    private final Conductor conductor;
    private final KeyTimes times;
    private final Clock clock;
    private final Consumer<String> progress;
    private final RevokedKeys revoked = new RevokedKeys();
    private final JsonClient http = new JsonClient(Duration.ofSeconds(10));
    private final List<Change> changes = new ArrayList<>();
    private final List<String> incomplete = new ArrayList<>();

    Drill(List<Instance> instances, Conductor conductor, KeyTimes times, Clock clock, Consumer<String> progress) {
        this.instances = instances;
        this.conductor = conductor;
        this.times = times;
        this.clock = clock;
        this.progress = progress;
    }

    Report run(int rotations, int clients) {
        Instant started = clock.instant();
        var crowd = new Crowd(clients, instances, revoked, clock);
        var witness = new Witness(instances, revoked, http, clock);
        crowd.start();
        Thread watching = Thread.ofVirtual().start(witness);
        try {
            if (!Waiting.until(WARM_UP_LIMIT, crowd::isComplete)) {
                incomplete.add("not every client was logged in after " + WARM_UP_LIMIT.toSeconds() + " s");
            }
            rest(STEADY);
            for (Act act : Act.plan(rotations)) {
                witness.keep(crowd.tokens().stream().limit(KEPT_PER_CHANGE).toList());
                perform(act, crowd);
                rest(STEADY);
            }
            Waiting.until(times.maxTokenLifetime().plusSeconds(5), witness::isDone);
        } catch (DrillException | KeyringApiException e) {
            incomplete.add(String.valueOf(e.getMessage()));
        } finally {
            crowd.stop();
            witness.stop();
        }
        Waiting.forEndOf(watching);
        incomplete.addAll(witness.gaps());
        Duration took = Duration.between(started, clock.instant());
        return Report.of(started, took, instances.size(), clients, crowd.samples(), changes, WINDOW_TAIL,
                witness.count(),
                List.copyOf(incomplete));
    }

    private void perform(Act act, Crowd crowd) {
        Change change = switch (act) {
            case ROTATE -> conductor.rotate();
            case ROLL_BACK -> conductor.rollBack();
            case RESUME -> conductor.resume();
            case REVOKE -> revoke(crowd);
        };
        long applied = change.applied().keySet().stream().filter(member -> member.startsWith("habit-api")).count();
        if (applied < instances.size()) {
            incomplete.add("of %d instances only %d reported to have applied %s (%s)".formatted(instances.size(),
                    applied, change.id(), act.title()));
        }
        changes.add(change);
        progress.accept("  %-10s %s  %s; last instance after %s ms".formatted(act.title(), change.id(), change.reason(),
                change.untilAppliedEverywhere().map(Duration::toMillis).map(String::valueOf).orElse("?")));
    }

    private Change revoke(Crowd crowd) {
        conductor.awaitNextOlderThan(times.spread().plusSeconds(1));
        String active = conductor.ring().active();
        IssuedToken token = freshTokenOf(active, crowd);
        var probe = RevocationProbe.start(token, instances, http, clock);
        rest(Duration.ofMillis(500));
        revoked.add(active);
        Change change = conductor.revoke(active);
        probe.join();
        incomplete.addAll(probe.objections());
        Map<String, Duration> refused = new TreeMap<>();
        instances.forEach(instance -> probe.refusedFrom(instance)
                .ifPresent(from -> refused.put(instance.name(), Duration.between(change.written(), from))));
        refused.forEach((instance, after) -> {
            if (after.isNegative()) {
                incomplete.add(instance + " refused a token %d ms before its key was revoked"
                        .formatted(after.negated().toMillis()));
            }
        });
        return new Change(change.act(), change.id(), change.reason(), change.asked(), change.written(),
                change.applied(),
                change.steps(), refused);
    }

    /** The token of the active key that lives longest. */
    private IssuedToken freshTokenOf(String kid, Crowd crowd) {
        var best = new ArrayList<IssuedToken>();
        boolean found = Waiting.until(times.maxTokenLifetime().plusSeconds(5), () -> {
            crowd.tokens().stream().filter(token -> token.kid().equals(kid))
                    .max(Comparator.comparing(IssuedToken::expires))
                    .filter(token -> token.expires()
                            .isAfter(clock.instant().plus(times.maxTokenLifetime().dividedBy(2))))
                    .ifPresent(best::add);
            return !best.isEmpty();
        });
        if (!found) {
            throw new DrillException("no client has a fresh token of the active key " + kid);
        }
        return best.getLast();
    }

    private static void rest(Duration duration) {
        Waiting.until(duration, () -> false);
    }
}
