package dev.habittracker.rotator.health;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import dev.habittracker.rotator.reconcile.Observation;
import dev.habittracker.rotator.reconcile.Problem;
import dev.habittracker.rotator.reconcile.Reconciler;

/// Red while anything stands that an operator should look at: an overdue rotation, a lagging member, a clock that is off,
/// and whatever else [dev.habittracker.rotator.decide.Alarm.Kind] names, each with its message. No part of liveness or
/// readiness: a restart cures none of it.
public final class KeyringHealth implements HealthIndicator {

    private final Reconciler reconciler;

    /// @param reconciler keeps the keyring
    public KeyringHealth(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    @Override
    public Health health() {
        return of(reconciler.observe());
    }

    static Health of(Observation seen) {
        Problem problem = seen.problem();
        Health.Builder health = problem == null && seen.alarms().isEmpty() ? Health.up() : Health.down();
        seen.alarms().forEach(alarm -> health.withDetail(alarm.kind().label(), alarm.message()));
        return problem == null ? health.build() : health.withDetail(problem.kind(), problem.message()).build();
    }
}
