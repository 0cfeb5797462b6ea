package dev.habittracker.habitapi.security;

import jakarta.servlet.DispatcherType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/// Two chains, both without sessions or cookies. Requests that need no token never look at one: a client that still
/// sends its expired token can log in all the same.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    /// `/actuator/prometheus` is open where an operator exposes it; by default it is not exposed.
    @Bean
    @Order(1)
    SecurityFilterChain open(HttpSecurity http) {
        return stateless(http.securityMatcher("/register", "/login", "/.well-known/jwks.json", "/actuator/health",
                "/actuator/health/**", "/actuator/prometheus"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain withToken(HttpSecurity http, JwtDecoder decoder, BearerChallenge challenge) {
        BearerTokenAuthenticationFilter tokens = new BearerTokenAuthenticationFilter(new TokenAuthentication(decoder));
        tokens.setAuthenticationEntryPoint(challenge);
        return stateless(http)
                .addFilterBefore(tokens, AnonymousAuthenticationFilter.class)
                .exceptionHandling(failures -> failures.authenticationEntryPoint(challenge))
                .authorizeHttpRequests(requests -> requests
                        .dispatcherTypeMatchers(DispatcherType.ERROR).permitAll()
                        .anyRequest().authenticated())
                .build();
    }

    /// Without cookies nothing is sent on a user's behalf by the browser alone, so there is nothing for CSRF to use.
    private static HttpSecurity stateless(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(Customizer.withDefaults())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }
}
