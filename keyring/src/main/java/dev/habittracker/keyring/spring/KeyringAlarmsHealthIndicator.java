package dev.habittracker.keyring.spring;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import dev.habittracker.keyring.follow.KeyringView;

/// Red while this process complains of anything: a clock off by more than S, an event ahead of Vault, Kafka or Vault away,
/// a secret put by hand. For those who are on duty. Never for the readiness or the liveness group: requests are served all
/// the same, and every instance would leave the load balancer at once.
public final class KeyringAlarmsHealthIndicator implements HealthIndicator {

    private final KeyringView view;

    /// @param view the ring in use, and how following it goes
    public KeyringAlarmsHealthIndicator(KeyringView view) {
        this.view = view;
    }

    @Override
    public Health health() {
        Health.Builder health = view.problems().isEmpty()
                ? Health.up()
                : Health.down().withDetail("problems",
                        view.problems());
        view.clockOffset().ifPresent(offset -> health.withDetail("clockOffset", offset.toString()));
        return health.build();
    }
}
