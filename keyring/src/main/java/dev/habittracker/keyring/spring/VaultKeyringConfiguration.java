package dev.habittracker.keyring.spring;

import java.time.Clock;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import dev.habittracker.keyring.Keyring;
import dev.habittracker.keyring.KeyringSettings;
import dev.habittracker.keyring.follow.KeyringView;

/// Keys from Vault.
@Configuration(proxyBeanMethods = false)
@Conditional(VaultEnabled.Yes.class)
@EnableConfigurationProperties({KeyringVaultProperties.class, KeyringKafkaProperties.class,
        KeyringMemberProperties.class, KeyringTimingProperties.class})
class VaultKeyringConfiguration {

    @Bean
    @ConditionalOnMissingBean({KeyringSettings.class, Keyring.class})
    KeyringSettings keyringSettings(KeyringProperties keyring, KeyringVaultProperties vault,
            KeyringKafkaProperties kafka, KeyringMemberProperties member, KeyringTimingProperties timing,
            Environment environment) {
        String service = keyring.service() == null
                ? environment.getProperty("spring.application.name", "unnamed")
                : keyring.service();
        try {
            return new KeyringSettings(keyring.name(), service, vault.toSettings(environment.getProperty("VAULT_ADDR")),
                    kafka.toSettings(), timing.toTiming(), keyring.maxTokenLifetime(), keyring.signingLease(),
                    member.statusInterval(), keyring.tokensWithoutKid(), keyring.refreshWait());
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new KeyringConfigurationException(message.startsWith("keyring.") ? message : "keyring." + message);
        }
    }

    // the lifecycle closes it, after the web server has stopped
    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean({Keyring.class, KeyringView.class})
    Keyring keyring(KeyringSettings settings) {
        return Keyring.of(settings, Clock.systemUTC());
    }

    @Bean
    @ConditionalOnBean(Keyring.class)
    KeyringLifecycle keyringLifecycle(Keyring keyring) {
        return new KeyringLifecycle(keyring);
    }
}
