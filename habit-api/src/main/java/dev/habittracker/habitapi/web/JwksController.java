package dev.habittracker.habitapi.web;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.habittracker.habitapi.HabitApiProperties;
import dev.habittracker.keyring.jwt.Jwks;

/// The public keys that verify this service's tokens (RFC 7517), for others who do.
@RestController
class JwksController {

    private final Jwks jwks;
    private final CacheControl cacheControl;

    JwksController(Jwks jwks, HabitApiProperties properties) {
        this.jwks = jwks;
        this.cacheControl = CacheControl.maxAge(properties.jwksMaxAge()).cachePublic();
    }

    @GetMapping(path = "/.well-known/jwks.json", produces = {MediaType.APPLICATION_JSON_VALUE, Jwks.MEDIA_TYPE})
    ResponseEntity<String> jwks() {
        return ResponseEntity.ok().cacheControl(cacheControl).body(jwks.json());
    }
}
