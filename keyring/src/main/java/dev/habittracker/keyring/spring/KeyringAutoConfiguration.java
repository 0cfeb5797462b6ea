package dev.habittracker.keyring.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import dev.habittracker.keyring.Keyring;
import dev.habittracker.keyring.follow.KeyringView;
import dev.habittracker.keyring.jwt.Jwks;
import dev.habittracker.keyring.jwt.KeyringSigner;
import dev.habittracker.keyring.jwt.KeyringVerifier;
import dev.habittracker.keyring.jwt.TokenCounters;

/// The keyring and its parts as beans. A service that makes its own [Keyring] bean gets the parts of that one; a service
/// that makes its own [KeyringView], as a rotator does, gets none, but the settings.
///
/// Vault away at the start blocks nothing: the service is alive and not ready, and becomes ready when Vault answers.
@AutoConfiguration
@EnableConfigurationProperties(KeyringProperties.class)
@Import({VaultKeyringConfiguration.class, StaticKeyConfiguration.class})
public final class KeyringAutoConfiguration {

    // the keyring closes it
    @Bean(destroyMethod = "")
    @ConditionalOnBean(Keyring.class)
    @ConditionalOnMissingBean
    KeyringView keyringView(Keyring keyring) {
        return keyring.view();
    }

    @Bean
    @ConditionalOnBean(Keyring.class)
    @ConditionalOnMissingBean
    KeyringVerifier keyringVerifier(Keyring keyring) {
        return keyring.verifier();
    }

    @Bean
    @ConditionalOnBean(Keyring.class)
    @ConditionalOnMissingBean
    KeyringSigner keyringSigner(Keyring keyring) {
        return keyring.signer();
    }

    @Bean
    @ConditionalOnBean(Keyring.class)
    @ConditionalOnMissingBean
    Jwks jwks(Keyring keyring) {
        return keyring.jwks();
    }

    @Bean
    @ConditionalOnBean(Keyring.class)
    @ConditionalOnMissingBean
    TokenCounters tokenCounters(Keyring keyring) {
        return keyring.counters();
    }
}
