package dev.habittracker.keyring.follow;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.MemberRole;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Timing;

/// How one process follows a ring.
///
/// @param keyring          the keyring's name
/// @param instance         random per process
/// @param service          the name of the service, for operators
/// @param role             what the process does with the ring
/// @param timing           the bounds that this process keeps; none may be slower than the ring's policy counts on
/// @param maxTokenLifetime the longest lifetime that this process is configured to issue; `null` where it issues nothing
/// @param statusInterval   how often it says how it is
/// @param bus              whether it has Kafka at all; without it polls only
public record MemberSettings(String keyring, String instance, String service, MemberRole role, Timing timing,
        @Nullable Duration maxTokenLifetime, Duration statusInterval, boolean bus) {

    /// What stands against using a ring of this policy, as a sentence for an operator; empty where nothing does.
    Optional<String> conflictWith(Policy policy, Duration activeLifetime) {
        if (maxTokenLifetime != null && maxTokenLifetime.compareTo(activeLifetime) > 0) {
            return Optional.of("max-token-lifetime is configured as " + maxTokenLifetime
                    + " but the ring's keys are for tokens of at most " + activeLifetime
                    + "; raise the policy first, or configure less");
        }
        return policy.timing().exceededBy(timing);
    }
}
