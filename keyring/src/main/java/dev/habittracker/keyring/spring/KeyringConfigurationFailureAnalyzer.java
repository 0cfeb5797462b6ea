package dev.habittracker.keyring.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Has Spring Boot print the one sentence that helps instead of a stack trace.
final class KeyringConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<KeyringConfigurationException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, KeyringConfigurationException cause) {
        return new FailureAnalysis("The keyring is not configured as it must be.", cause.getMessage(), cause);
    }
}
