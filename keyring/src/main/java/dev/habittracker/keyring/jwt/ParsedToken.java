package dev.habittracker.keyring.jwt;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;

import dev.habittracker.keyring.crypto.UsableKey;
import dev.habittracker.keyring.ring.SigningAlgorithm;

/// A token taken apart (RFC 7515 section 7.1), nothing of it believed yet.
///
/// @param header       the header
/// @param claims       the claims
/// @param expires      their `exp`
/// @param signingInput what the signature is over
/// @param signature    the signature
record ParsedToken(JWSHeader header, JWTClaimsSet claims, Instant expires, byte[] signingInput, Base64URL signature) {

    /// Takes a token apart.
    ///
    /// @throws InvalidTokenException where it is none that could ever be valid
    static ParsedToken parse(String token, int longest) {
        if (token.length() > longest) {
            throw new InvalidTokenException(TokenRefusal.TOO_LONG);
        }
        int headerEnd = token.indexOf('.');
        int payloadEnd = token.indexOf('.', headerEnd + 1);
        if (headerEnd < 1 || payloadEnd < 0 || payloadEnd == token.length() - 1 || !wellFormed(token)) {
            throw new InvalidTokenException(TokenRefusal.MALFORMED);
        }
        JWSHeader header;
        JWTClaimsSet claims;
        try {
            header = JWSHeader.parse(new Base64URL(token.substring(0, headerEnd)));
            claims = JWTClaimsSet.parse(JSONObjectUtils
                    .parse(new Base64URL(token.substring(headerEnd + 1, payloadEnd)).decodeToString()));
        } catch (ParseException | RuntimeException e) {
            // whatever the library meets in JSON that anybody can send: `null` for a header is a NullPointerException there
            throw new InvalidTokenException(TokenRefusal.MALFORMED);
        }
        // no extension is understood here, so that any critical one is refused; `b64` is one (RFC 7797)
        if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
            throw new InvalidTokenException(TokenRefusal.CRITICAL_HEADER);
        }
        Date expires = claims.getExpirationTime();
        if (expires == null) {
            throw new InvalidTokenException(TokenRefusal.NO_EXPIRY);
        }
        return new ParsedToken(header, claims, expires.toInstant(),
                token.substring(0, payloadEnd).getBytes(StandardCharsets.US_ASCII),
                new Base64URL(token.substring(payloadEnd + 1)));
    }

    /// Whether it claims to be signed with a shared secret.
    boolean symmetric() {
        return SigningAlgorithm.ofJwtName(header.getAlgorithm().getName()).filter(SigningAlgorithm::symmetric)
                .isPresent();
    }

    /// Whether a key made the signature, by the key's own algorithm.
    boolean signedBy(UsableKey key) {
        return key.verifies(header, signingInput, signature);
    }

    /// Two dots, and base64url without padding else: decoders that skip what they do not know would let one signature
    /// stand for many texts.
    private static boolean wellFormed(String token) {
        int dots = 0;
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c == '.') {
                dots++;
            } else if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-'
                    || c == '_')) {
                return false;
            }
        }
        return dots == 2;
    }
}
