package dev.habittracker.devstack.load;

import java.time.Instant;
import java.util.Base64;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A token as its holder sees it: opaque, but for the key it is signed by and its end. */
public record IssuedToken(String value, String kid, Instant expires) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Reads header and claims (RFC 7519), without checking the signature: that is the API's work. */
    public static IssuedToken read(String jwt) {
        String[] parts = jwt.split("\\.");
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a signed JWT: it has " + parts.length + " parts");
        }
        return new IssuedToken(jwt, json(parts[0]).path("kid").asString(""),
                Instant.ofEpochSecond(json(parts[1]).path("exp").asLong()));
    }

    @Override
    public String toString() {
        return "IssuedToken[kid=" + kid + ", expires=" + expires + "]";
    }

    private static JsonNode json(String part) {
        return JSON.readTree(Base64.getUrlDecoder().decode(part));
    }
}
