package dev.habittracker.simulation.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingKey;
import dev.habittracker.simulation.world.SecretState;

/// Rule 12: no ring is sent that was decided longer than W before the sender looked at its clock; and no `exp` that readers
/// reckoned with becomes earlier, so that what a late landing added is stored by the next write.
public final class DecisionsExpire implements Watch {

    private static final Duration ROUNDING = Duration.ofMillis(5);

    private final Court court;
    private final Duration writeBudget;

    /// @param writeBudget W
    public DecisionsExpire(Court court, Duration writeBudget) {
        this.court = court;
        this.writeBudget = writeBudget;
    }

    @Override
    public void sent(Subject who, Ring ring, long expected, long gathered, long checked) {
        Duration age = Duration.ofNanos(checked - gathered);
        if (age.compareTo(writeBudget.plus(ROUNDING)) > 0 && !who.slept()) {
            court.broken(Rule.A_DECISION_EXPIRES, who.name() + " sent version " + ring.version() + " " + age
                    + " after it began to gather for it");
        }
    }

    @Override
    public void written(SecretState before, SecretState.Version made, String by) {
        Ring base = before.base();
        Ring ring = made.ring();
        if (base == null || ring == null) {
            return;
        }
        for (RingKey key : base.retiringKeys()) {
            Optional<Instant> exp = ring.find(key.kid()).map(RingKey::exp);
            Instant was = key.exp();
            if (exp.isPresent() && was != null && exp.get().isBefore(was)) {
                court.broken(Rule.A_DECISION_EXPIRES, "version " + made.number() + " moved the exp of " + key.kid()
                        + " from " + was + " back to " + exp.get());
            }
        }
    }
}
