package dev.habittracker.rotator.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Has Spring Boot print the one sentence that helps instead of a stack trace.
final class RotatorConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<RotatorConfigurationException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RotatorConfigurationException cause) {
        return new FailureAnalysis("The rotator is not configured as it must be.", cause.getMessage(), cause);
    }
}
