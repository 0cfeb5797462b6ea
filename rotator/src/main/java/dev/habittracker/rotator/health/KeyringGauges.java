package dev.habittracker.rotator.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import dev.habittracker.events.Position;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.decide.Alarm;
import dev.habittracker.rotator.decide.Due;
import dev.habittracker.rotator.decide.Journals;
import dev.habittracker.rotator.known.Bus;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.LiveMembers;
import dev.habittracker.rotator.reconcile.Observation;
import dev.habittracker.rotator.reconcile.Reconciler;

/// How a keyring stands, from what this node saw last. What is not known is not a number.
///
/// | meter                               | what it tells                                                     |
/// |-------------------------------------|-------------------------------------------------------------------|
/// | `keyring.rotation.age.seconds`      | since the ACTIVE key was activated                                |
/// | `keyring.rotation.due.seconds`      | until the next rotation is due; negative while one is overdue     |
/// | `keyring.requests.open`             | requests that were accepted and have not come to their end        |
/// | `keyring.members` by `state`        | `live` members, and among them those `lagging` behind the ring    |
/// | `keyring.events.unpublished`        | journal entries that the topic lacks                              |
/// | `keyring.alarm` by `alarm`          | 1 while it stands                                                 |
///
/// All have the tag `keyring`.
public final class KeyringGauges implements MeterBinder {

    private final Reconciler reconciler;

    /// @param reconciler keeps the keyring
    public KeyringGauges(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "keyring.rotation.age.seconds", "Since the active key was activated",
                onRing((known, ring) -> seconds(ring.activated(), known.now().latest())));
        gauge(registry, "keyring.rotation.due.seconds", "Until the next rotation is due",
                onRing((known, ring) -> Due.next(ring, known.rules().schedule())
                        .map(due -> seconds(known.now().earliest(), due)).orElse(Double.NaN)));
        gauge(registry, "keyring.requests.open", "Requests that have not come to their end",
                known -> known.requests().size());
        gauge(registry, "keyring.events.unpublished", "Journal entries that the topic lacks",
                onRing((known, ring) -> Journals.unpublished(known, ring).size()));
        members(registry, "live", (_, _) -> true);
        members(registry, "lagging", KeyringGauges::isBehind);
        Arrays.stream(Alarm.Kind.values()).forEach(kind -> Gauge
                .builder("keyring.alarm", reconciler, _ -> stands(kind) ? 1 : 0).tag("keyring", reconciler.keyring())
                .tag("alarm", kind.label()).description("1 while an operator should look at it").register(registry));
    }

    private interface OnRing {

        double value(Gathered known, Ring ring);
    }

    private interface OnMember {

        boolean counts(Ring ring, LiveMembers.Entry member);
    }

    private void members(MeterRegistry registry, String state, OnMember which) {
        Function<Gathered, Double> count = known -> known.bus() instanceof Bus.Heard heard
                ? onRing((_, ring) -> heard.members().live().stream().filter(member -> which.counts(ring, member))
                        .count()).applyAsDouble(known)
                : Double.NaN;
        Gauge.builder("keyring.members", reconciler, _ -> known().map(count).orElse(Double.NaN))
                .tag("keyring", reconciler.keyring()).tag("state", state).description("Processes that use the keyring")
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<Gathered> value) {
        Gauge.builder(name, reconciler, _ -> known().map(value::applyAsDouble).orElse(Double.NaN))
                .tag("keyring", reconciler.keyring()).description(description).register(registry);
    }

    private Optional<Gathered> known() {
        Observation last = reconciler.last();
        return last == null ? Optional.empty() : Optional.ofNullable(last.known());
    }

    private boolean stands(Alarm.Kind kind) {
        Observation last = reconciler.last();
        return last != null && last.alarms().stream().anyMatch(alarm -> alarm.kind() == kind);
    }

    private static ToDoubleFunction<Gathered> onRing(OnRing value) {
        return known -> known.reading() instanceof StoreReading.Whole whole
                ? value.value(known, whole.ring())
                : Double.NaN;
    }

    private static boolean isBehind(Ring ring, LiveMembers.Entry member) {
        @Nullable
        Position applied = member.status().applied();
        return applied == null || ring.position().isAfter(applied);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
