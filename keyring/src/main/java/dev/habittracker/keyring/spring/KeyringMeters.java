package dev.habittracker.keyring.spring;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import dev.habittracker.keyring.follow.KeyringView;
import dev.habittracker.keyring.follow.Problem;
import dev.habittracker.keyring.jwt.TokenCounters;
import dev.habittracker.keyring.jwt.TokenRefusal;

/// The keyring as meters. The counters are read when they are asked for: verifying a token touches no registry.
public final class KeyringMeters implements MeterBinder {

    private final KeyringView view;
    private final TokenCounters counters;

    /// @param view     the ring in use
    /// @param counters what became of tokens
    public KeyringMeters(KeyringView view, TokenCounters counters) {
        this.view = view;
        this.counters = counters;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        verified(registry, "accepted", "none", TokenCounters::accepted);
        verified(registry, "unavailable", "none", TokenCounters::unverifiable);
        for (TokenRefusal reason : TokenRefusal.values()) {
            verified(registry, "refused", reason.label(), all -> all.refused(reason));
        }
        signed(registry, "signed", TokenCounters::signed);
        signed(registry, "unavailable", TokenCounters::unsigned);
        counter(registry, "keyring.tokens.capped", "Tokens for which a longer life was asked than their key allows",
                TokenCounters::capped);
        counter(registry, "keyring.tokens.outlived.key",
                "Genuine tokens that outlived their key: the overlap was too short, or a clock is off",
                TokenCounters::keyExpiredFirst);
        gauge(registry, "keyring.ready", "1 where this process may take requests", ring -> ring.ready() ? 1 : 0);
        gauge(registry, "keyring.ring.version", "The KV version of the ring in use",
                ring -> RingFacts.of(ring).position().version());
        gauge(registry, "keyring.ring.epoch", "The epoch of the ring in use",
                ring -> RingFacts.of(ring).position().epoch());
        gauge(registry, "keyring.ring.keys", "Keys held", ring -> RingFacts.of(ring).keys());
        gauge(registry, "keyring.lease.left.seconds", "How long this process may still sign without another read",
                ring -> RingFacts.of(ring).leaseLeft().toMillis() / 1000.0);
        gauge(registry, "keyring.clock.offset.seconds",
                "Vault's clock less this process's; not a number before Vault's first answer",
                ring -> ring.clockOffset().map(offset -> offset.toMillis() / 1000.0).orElse(Double.NaN));
        Arrays.stream(Problem.values()).forEach(problem -> problem(registry, problem.label()));
    }

    private void verified(MeterRegistry registry, String outcome, String reason,
            ToDoubleFunction<TokenCounters> count) {
        FunctionCounter.builder("keyring.tokens.verified", counters, count).tag("outcome", outcome)
                .tag("reason", reason).description("Tokens shown to this process").register(registry);
    }

    private void signed(MeterRegistry registry, String outcome, ToDoubleFunction<TokenCounters> count) {
        FunctionCounter.builder("keyring.tokens.signed", counters, count).tag("outcome", outcome)
                .description("Tokens asked of this process").register(registry);
    }

    private void counter(MeterRegistry registry, String name, String description,
            ToDoubleFunction<TokenCounters> count) {
        FunctionCounter.builder(name, counters, count).description(description).register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<KeyringView> value) {
        Gauge.builder(name, view, value).description(description).register(registry);
    }

    private void problem(MeterRegistry registry, String label) {
        Gauge.builder("keyring.problem", view,
                ring -> ring.problems().stream().anyMatch(line -> line.startsWith(label + ":")) ? 1 : 0)
                .tag("problem", label).description("1 while this process complains of it").register(registry);
    }
}
