package dev.habittracker.habitapi.web;

import javax.crypto.SecretKey;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;

/// One key for the run of the tests, where no key ring is followed.
@TestConfiguration(proxyBeanMethods = false)
class StaticKey {

    private static final SecretKey KEY = key();

    @Bean
    JwtEncoder jwtEncoder() {
        return NimbusJwtEncoder.withSecretKey(KEY).build();
    }

    @Bean
    JwtDecoder jwtDecoder() {
        return NimbusJwtDecoder.withSecretKey(KEY).build();
    }

    private static SecretKey key() {
        try {
            return new OctetSequenceKeyGenerator(256).generate().toSecretKey();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
