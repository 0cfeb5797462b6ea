package dev.habittracker.keyring.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.micrometer.core.instrument.MeterRegistry;

import dev.habittracker.keyring.follow.KeyringView;
import dev.habittracker.keyring.jwt.TokenCounters;

/// The keyring's meters, which Spring Boot binds to every registry.
@AutoConfiguration(after = KeyringAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
public final class KeyringMetricsAutoConfiguration {

    @Bean
    @ConditionalOnBean({KeyringView.class, TokenCounters.class})
    @ConditionalOnMissingBean
    KeyringMeters keyringMeters(KeyringView view, TokenCounters counters) {
        return new KeyringMeters(view, counters);
    }
}
