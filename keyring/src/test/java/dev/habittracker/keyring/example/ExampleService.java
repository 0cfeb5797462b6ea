package dev.habittracker.keyring.example;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.habittracker.keyring.jwt.Jwks;

/// A service that issues and checks tokens, and knows of no key.
@SpringBootApplication
public class ExampleService {

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        return http.csrf(csrf -> csrf.disable())
                .authorizeHttpRequests(requests -> requests
                        .requestMatchers("/token", "/.well-known/jwks.json", "/actuator/**").permitAll()
                        .anyRequest().authenticated())
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
                .build();
    }

    @RestController
    static class Tokens {

        private final JwtEncoder encoder;
        private final Jwks jwks;

        Tokens(JwtEncoder encoder, Jwks jwks) {
            this.encoder = encoder;
            this.jwks = jwks;
        }

        @PostMapping("/token")
        String issue(@RequestParam String subject) {
            JwtClaimsSet claims = JwtClaimsSet.builder().subject(subject)
                    .expiresAt(Instant.now().plus(Duration.ofMinutes(10))).build();
            return encoder.encode(JwtEncoderParameters.from(claims)).getTokenValue();
        }

        @GetMapping("/me")
        String me(Principal caller) {
            return caller.getName();
        }

        @GetMapping(path = "/.well-known/jwks.json", produces = Jwks.MEDIA_TYPE)
        String keys() {
            return jwks.json();
        }
    }
}
