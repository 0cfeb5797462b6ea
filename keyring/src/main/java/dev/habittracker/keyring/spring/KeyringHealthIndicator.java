package dev.habittracker.keyring.spring;

import java.time.Duration;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import dev.habittracker.keyring.follow.KeyringView;

/// Whether this process may take requests, and what it complains of. For the readiness group; never for liveness, since a
/// restart makes nothing better. What it complains of does not make it red: [KeyringAlarmsHealthIndicator] does.
public final class KeyringHealthIndicator implements HealthIndicator {

    private final KeyringView view;

    /// @param view the ring in use, and how following it goes
    public KeyringHealthIndicator(KeyringView view) {
        this.view = view;
    }

    @Override
    public Health health() {
        Health.Builder health = view.ready() ? Health.up() : Health.outOfService();
        RingFacts facts = RingFacts.of(view);
        health.withDetail("ring", facts.position().toString());
        health.withDetail("signing", facts.leaseLeft().isPositive());
        health.withDetail("leaseLeft", Duration.ofSeconds(facts.leaseLeft().toSeconds()).toString());
        view.clockOffset().ifPresent(offset -> health.withDetail("clockOffset", offset.toString()));
        if (!view.problems().isEmpty()) {
            health.withDetail("problems", view.problems());
        }
        return health.build();
    }
}
