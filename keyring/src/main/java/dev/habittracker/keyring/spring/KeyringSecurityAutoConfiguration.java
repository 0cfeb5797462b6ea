package dev.habittracker.keyring.spring;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;

import dev.habittracker.keyring.follow.KeyringView;
import dev.habittracker.keyring.jwt.KeyringSigner;
import dev.habittracker.keyring.jwt.KeyringVerifier;

/// Spring Security's decoder and encoder over the keyring. Beans of `OAuth2TokenValidator<Jwt>`, for `aud` or `iss` say,
/// are applied too.
@AutoConfiguration(after = KeyringAutoConfiguration.class, beforeName = {
        "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
        "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration"})
@ConditionalOnClass(JwtDecoder.class)
public final class KeyringSecurityAutoConfiguration {

    @Bean
    @ConditionalOnBean(KeyringVerifier.class)
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(KeyringVerifier verifier, ObjectProvider<OAuth2TokenValidator<Jwt>> validators) {
        return new KeyringJwtDecoder(verifier, validators.orderedStream().toList());
    }

    @Bean
    @ConditionalOnBean(KeyringVerifier.class)
    @ConditionalOnMissingBean
    JwtEncoder jwtEncoder(KeyringSigner signer, KeyringView view) {
        return new KeyringJwtEncoder(signer, () -> view.now().wall());
    }
}
