package dev.habittracker.keyring.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// Whether keys come from Vault: `keyring.enabled`, or where that is absent `VAULT_ENABLED`, or where that is too, yes.
final class VaultEnabled {

    static final String PROPERTY = "keyring.enabled";
    static final String FALLBACK = "VAULT_ENABLED";

    private VaultEnabled() {}

    static boolean in(Environment environment) {
        @Nullable
        Boolean enabled = environment.getProperty(PROPERTY, Boolean.class);
        return enabled != null ? enabled : environment.getProperty(FALLBACK, Boolean.class, true);
    }

    private static ConditionOutcome outcome(Environment environment, boolean wanted) {
        boolean enabled = in(environment);
        return new ConditionOutcome(enabled == wanted,
                ConditionMessage.of("keys come from " + (enabled ? "Vault" : "JWT_SECRET_KEY")));
    }

    /// Matches where keys come from Vault.
    static final class Yes extends SpringBootCondition {

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return outcome(context.getEnvironment(), true);
        }
    }

    /// Matches where one static key is used instead.
    static final class No extends SpringBootCondition {

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return outcome(context.getEnvironment(), false);
        }
    }
}
