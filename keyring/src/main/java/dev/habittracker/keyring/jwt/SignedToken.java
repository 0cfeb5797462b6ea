package dev.habittracker.keyring.jwt;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;

import dev.habittracker.keyring.ring.Kid;

/// A token just made.
///
/// @param value   the token in compact form
/// @param expires its `exp`
/// @param kid     the key that it names; `null` where it is signed as plain clients expect, without a kid
/// @param header  its header
/// @param claims  its claims, `iat` and `exp` included
public record SignedToken(String value, Instant expires, @Nullable Kid kid, JWSHeader header, JWTClaimsSet claims) {

    /// Without the token.
    @Override
    public String toString() {
        return "SignedToken[" + kid + ", expires " + expires + "]";
    }
}
