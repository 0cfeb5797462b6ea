package dev.habittracker.auditconsumer.health;

import java.time.Clock;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import dev.habittracker.auditconsumer.record.LinePart.State;
import dev.habittracker.auditconsumer.ship.TailStatus;
import dev.habittracker.auditconsumer.store.StoreStatus;

/** The metrics of tail and store, all beginning with {@code audit.}. */
public final class AuditMetrics implements MeterBinder {

    private static final double MILLIS = 1_000;

    private final TailStatus tail;
    private final StoreStatus store;
    private final Clock clock;

    /**
     * @param tail what the tail does
     * @param store what the store does
     * @param clock for the silence
     */
    public AuditMetrics(TailStatus tail, StoreStatus store, Clock clock) {
        this.tail = tail;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        tailCounter(registry, "audit.tail.lines", "lines handed on", t -> t.snapshot().lines());
        tailCounter(registry, "audit.tail.bytes", "bytes of audit files handed on", t -> t.snapshot().bytes());
        tailGauge(registry, "audit.tail.lag.bytes", "bytes of audit files not handed on yet", t -> t.snapshot().lag());
        tailGauge(registry, "audit.tail.lag.seconds", "for how long there have been such bytes", this::lag);
        tailGauge(registry, "audit.tail.losses", "losses of audit records known", t -> t.snapshot().losses().size());
        tailGauge(registry, "audit.tail.silence.seconds", "how long no audit file has grown", this::silence);
        Gauge.builder("audit.store.delay.seconds", store, s -> s.delay().toMillis() / MILLIS)
                .description("from the topic to the table, for the oldest message of the last batch")
                .register(registry);
        storeCounter(registry, "audit.store.rows", "rows stored", StoreStatus::storedRows);
        storeCounter(registry, "audit.store.repeated", "rows that were stored before", StoreStatus::repeatedRows);
        storeCounter(registry, "audit.store.expired", "rows left out, for they are older than the retention",
                StoreStatus::expiredRows);
        storeCounter(registry, "audit.store.salvaged", "records behind a fragment", s -> s.parts(State.SALVAGED));
        storeCounter(registry, "audit.store.fragments", "records that Vault failed to write",
                s -> s.parts(State.FRAGMENT));
        storeCounter(registry, "audit.store.unreadable", "lines that are no record", s -> s.parts(State.UNREADABLE));
        storeCounter(registry, "audit.store.dead.letters", "messages that could not be stored",
                StoreStatus::deadLetters);
        storeCounter(registry, "audit.store.gaps", "ranges deleted from the topic before they were stored",
                StoreStatus::gaps);
    }

    private double lag(TailStatus status) {
        var tail = status.snapshot();
        return tail.lag() == 0 || tail.caughtUp() == null
                ? 0
                : Math.max(0, clock.millis() - tail.caughtUp().toEpochMilli()) / MILLIS;
    }

    private double silence(TailStatus status) {
        var grew = status.snapshot().grew();
        return grew == null ? 0 : Math.max(0, clock.millis() - grew.toEpochMilli()) / MILLIS;
    }

    private void tailCounter(MeterRegistry registry, String name, String what, ToDoubleFunction<TailStatus> value) {
        FunctionCounter.builder(name, tail, value).description(what).register(registry);
    }

    private void tailGauge(MeterRegistry registry, String name, String what, ToDoubleFunction<TailStatus> value) {
        Gauge.builder(name, tail, value).description(what).register(registry);
    }

    private void storeCounter(MeterRegistry registry, String name, String what, ToDoubleFunction<StoreStatus> value) {
        FunctionCounter.builder(name, store, value).description(what).register(registry);
    }
}
