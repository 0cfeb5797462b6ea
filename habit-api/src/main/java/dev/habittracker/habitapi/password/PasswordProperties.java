package dev.habittracker.habitapi.password;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How much of the machine the hashing of passwords may take.
///
/// @param threads how many passwords are hashed at the same time; 0 means half of the processors, at least one
/// @param waiting how many more may wait for a thread before the next one is answered 503
@ConfigurationProperties("habit-api.password")
public record PasswordProperties(@DefaultValue("0") int threads, @DefaultValue("64") int waiting) {

    public PasswordProperties {
        if (threads < 0) {
            throw new IllegalArgumentException(
                    "habit-api.password.threads is %d: set 0 (half of the processors) or more".formatted(threads));
        }
        if (waiting < 1) {
            throw new IllegalArgumentException("habit-api.password.waiting is %d: set 1 or more".formatted(waiting));
        }
    }

    int threadsOn(int processors) {
        return threads == 0 ? Math.max(1, processors / 2) : threads;
    }
}
