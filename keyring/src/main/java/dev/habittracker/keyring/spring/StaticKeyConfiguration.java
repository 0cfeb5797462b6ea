package dev.habittracker.keyring.spring;

import java.nio.charset.StandardCharsets;
import java.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

import dev.habittracker.keyring.Keyring;
import dev.habittracker.keyring.follow.KeyringView;
import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.SigningAlgorithm;

/// One key from `JWT_SECRET_KEY` that never changes, for development where no Vault is.
@Configuration(proxyBeanMethods = false)
@Conditional(VaultEnabled.No.class)
class StaticKeyConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(StaticKeyConfiguration.class);
    private static final String SECRET = "JWT_SECRET_KEY";
    /// RFC 7518 section 3.2.
    private static final int LEAST_BYTES = 32;

    @Bean
    @ConditionalOnMissingBean({Keyring.class, KeyringView.class})
    Keyring keyring(Environment environment) {
        if (environment.acceptsProfiles(Profiles.of("prod"))) {
            throw new KeyringConfigurationException("keyring.enabled=false (or VAULT_ENABLED=false) is for development"
                    + " and is refused under the profile prod: a static key cannot be rotated or revoked. Remove it and"
                    + " set keyring.vault.address, keyring.vault.role-id and keyring.vault.secret-id-file");
        }
        String secret = environment.getProperty(SECRET, "");
        int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < LEAST_BYTES) {
            throw new KeyringConfigurationException("without Vault the environment variable " + SECRET
                    + " must hold a secret of at least " + LEAST_BYTES
                    + " bytes, as HS256 demands (RFC 7518 section 3.2);"
                    + " it has " + bytes + ". `openssl rand -base64 32` makes one");
        }
        LOG.warn("Keys do not come from Vault: tokens are signed with the static key in {}. For development only; it"
                + " cannot be rotated or revoked", SECRET);
        return Keyring.ofStaticKey(KeyMaterial.ofSecretText(SigningAlgorithm.HS256, secret), Clock.systemUTC());
    }
}
