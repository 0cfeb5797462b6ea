package dev.habittracker.keyring.spring;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;

import dev.habittracker.keyring.jwt.InvalidTokenException;
import dev.habittracker.keyring.jwt.KeyringVerifier;
import dev.habittracker.keyring.jwt.VerifiedToken;

/// Decodes tokens by the keyring.
///
/// A refused token is a `BadJwtException`, which Spring Security answers with 401. Where the keyring cannot say, its
/// [dev.habittracker.keyring.jwt.KeyringUnavailableException] goes through as it is: a `JwtException` would become an
/// `AuthenticationServiceException`, which `BearerTokenAuthenticationFilter` rethrows as well, but as one of many causes.
/// [KeyringUnavailableFilter] answers it with 503.
public final class KeyringJwtDecoder implements JwtDecoder {

    private final KeyringVerifier verifier;
    private final List<OAuth2TokenValidator<Jwt>> validators;
    private final MappedJwtClaimSetConverter claimTypes = MappedJwtClaimSetConverter.withDefaults(Map.of());

    /// @param verifier   checks signature, key and `exp`
    /// @param validators check what the claims say
    public KeyringJwtDecoder(KeyringVerifier verifier, Collection<OAuth2TokenValidator<Jwt>> validators) {
        this.verifier = verifier;
        this.validators = List.copyOf(validators);
    }

    @Override
    public Jwt decode(String token) {
        Jwt jwt = toJwt(token, verified(token));
        List<OAuth2Error> errors = validators.stream()
                .flatMap(validator -> validator.validate(jwt).getErrors().stream()).toList();
        if (!errors.isEmpty()) {
            throw new JwtValidationException("the token's claims are not acceptable here", errors);
        }
        return jwt;
    }

    private VerifiedToken verified(String token) {
        try {
            return verifier.verify(token);
        } catch (InvalidTokenException e) {
            throw new BadJwtException(e.reason().sentence(), e);
        }
    }

    private Jwt toJwt(String token, VerifiedToken verified) {
        try {
            Map<String, Object> claims = claimTypes.convert(verified.claims().getClaims());
            return Jwt.withTokenValue(token).headers(headers -> headers.putAll(verified.header().toJSONObject()))
                    .claims(all -> all.putAll(claims)).build();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new BadJwtException("the token's claims are not of the types that RFC 7519 gives them");
        }
    }
}
