package dev.habittracker.keyring.crypto;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.util.Base64URL;

import dev.habittracker.keyring.ring.KeyMaterial;

/// HS256 with a secret shorter than RFC 7518 section 3.2 asks for, which Nimbus refuses. Such secrets were put by hand; a
/// rotator replaces them at once, and their tokens verify until they expire.
final class ShortHmac extends BaseJWSProvider implements JWSSigner, JWSVerifier {

    private static final String HMAC_SHA256 = "HmacSHA256";

    private final SecretKey key;

    ShortHmac(KeyMaterial material) {
        super(Set.of(JWSAlgorithm.HS256));
        this.key = new SecretKeySpec(material.exposeJwk().toOctetSequenceKey().toByteArray(), HMAC_SHA256);
    }

    @Override
    public Base64URL sign(JWSHeader header, byte[] signingInput) throws JOSEException {
        return Base64URL.encode(hmac(signingInput));
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signedContent, Base64URL signature) throws JOSEException {
        return MessageDigest.isEqual(hmac(signedContent), signature.decode());
    }

    private byte[] hmac(byte[] input) throws JOSEException {
        try {
            Mac mac = Mac.getInstance(HMAC_SHA256);
            mac.init(key);
            return mac.doFinal(input);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new JOSEException("this JVM cannot make an HMAC with SHA-256");
        }
    }
}
