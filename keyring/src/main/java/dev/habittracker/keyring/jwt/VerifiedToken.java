package dev.habittracker.keyring.jwt;

import org.jspecify.annotations.Nullable;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;

import dev.habittracker.keyring.ring.Kid;

/// A token whose signature, key and `exp` were found good. What its claims mean is the caller's to judge: `iss`, `aud`
/// and `nbf` are not looked at.
///
/// @param claims the claims
/// @param kid    the key that it names; `null` where it names none
/// @param header the header
public record VerifiedToken(JWTClaimsSet claims, @Nullable Kid kid, JWSHeader header) {

    /// The kid only.
    @Override
    public String toString() {
        return "VerifiedToken[" + kid + "]";
    }
}
