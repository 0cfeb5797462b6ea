package dev.habittracker.devstack.torture;

import java.time.Instant;
import java.util.Set;

/**
 * What one service showed at one moment.
 *
 * @param healthy whether its health check was green; one that gives no answer is red
 * @param behind live members whose ring is older than the one that it has; only a rotator sees others
 * @param tellsOfLag whether it has the alarm that a member lags
 */
record Sighting(Instant at, String service, boolean healthy, Set<String> behind, boolean tellsOfLag) {}
