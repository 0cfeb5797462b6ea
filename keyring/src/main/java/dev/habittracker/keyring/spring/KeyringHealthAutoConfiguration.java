package dev.habittracker.keyring.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

import dev.habittracker.keyring.follow.KeyringView;

/// The health contributors `keyring`, for readiness, and `keyringAlarms`, for alerts.
@AutoConfiguration(after = KeyringAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
public final class KeyringHealthAutoConfiguration {

    @Bean
    @ConditionalOnBean(KeyringView.class)
    @ConditionalOnMissingBean
    KeyringHealthIndicator keyringHealthIndicator(KeyringView view) {
        return new KeyringHealthIndicator(view);
    }

    @Bean
    @ConditionalOnBean(KeyringView.class)
    @ConditionalOnMissingBean
    KeyringAlarmsHealthIndicator keyringAlarmsHealthIndicator(KeyringView view) {
        return new KeyringAlarmsHealthIndicator(view);
    }
}
