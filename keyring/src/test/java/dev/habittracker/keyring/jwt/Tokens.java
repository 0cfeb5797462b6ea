package dev.habittracker.keyring.jwt;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;

import dev.habittracker.keyring.crypto.UsableKey;
import dev.habittracker.keyring.ring.RingKey;

/// Tokens as anyone could write them: header and claims are texts, and any key signs them.
final class Tokens {

    private Tokens() {}

    /// A token of `ann` that names its key.
    static String of(RingKey key, Instant expires) {
        return naming(key.kid().toString(), key, expires);
    }

    /// A token that names one key and is signed by another.
    static String naming(String kid, RingKey signer, Instant expires) {
        return signed("{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(signer.material().algorithm().jwtName(), kid),
                claims(expires), signer);
    }

    /// A token that names no key, as plain clients make them.
    static String withoutKid(RingKey signer, Instant expires) {
        return signed("{\"alg\":\"%s\"}".formatted(signer.material().algorithm().jwtName()), claims(expires), signer);
    }

    static String claims(Instant expires) {
        return "{\"sub\":\"ann\",\"exp\":%d}".formatted(expires.getEpochSecond());
    }

    static String signed(String header, String claims, RingKey signer) {
        UsableKey key = UsableKey.of(signer.material());
        String input = input(header, claims);
        return input + "." + key.sign(new JWSHeader(key.algorithm().jws()), input.getBytes(StandardCharsets.US_ASCII));
    }

    /// What a signature is over.
    static String input(String header, String claims) {
        return Base64URL.encode(header) + "." + Base64URL.encode(claims);
    }
}
