package dev.habittracker.devstack.load;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One request of a client.
 *
 * @param at when it was sent
 * @param instance the name of the one that was asked
 * @param kid the key that signed the token it carried; empty where it carried none
 * @param tokenEnd that token's own end; absent where it carried none
 * @param outcome what its answer means
 */
public record Sample(Instant at, Duration latency, Operation operation, String instance, String kid,
        Optional<Instant> tokenEnd, Outcome outcome) {

    /** When the answer was there. */
    public Instant answered() {
        return at.plus(latency);
    }

    /** Whether the token ended before the answer was there: an instance that was held up may rightly have refused it. */
    public boolean outlivedItsToken() {
        return tokenEnd.filter(end -> !answered().isBefore(end)).isPresent();
    }
}
