package dev.habittracker.events.kafka;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.Contradiction;

/// The topics are not as a service needs them. The message says what to change.
public final class TopicSetupException extends RuntimeException {

    private final List<Contradiction> contradictions;

    TopicSetupException(List<Contradiction> contradictions) {
        super(contradictions.stream().map(Contradiction::toString).collect(Collectors.joining("\n")));
        this.contradictions = List.copyOf(contradictions);
    }

    TopicSetupException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.contradictions = List.of();
    }

    /// Where topics fall short; empty where the broker did not answer or refused.
    public List<Contradiction> contradictions() {
        return contradictions;
    }
}
