package dev.habittracker.keyring.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;

import dev.habittracker.keyring.ring.KeyMaterial;

/// Which signer and verifier serve an algorithm: Nimbus's where it has one that needs no further library.
final class Signatures {

    private Signatures() {}

    static JWSSigner signer(KeyMaterial material) throws JOSEException {
        return switch (material.algorithm()) {
            case HS256 -> material.longEnough()
                    ? new MACSigner(material.exposeJwk().toOctetSequenceKey())
                    : new ShortHmac(material);
            case ES256 -> new ECDSASigner(material.exposeJwk().toECKey());
            case EdDSA -> new Ed25519(material.exposeJwk().toOctetKeyPair());
            case RS256 -> new RSASSASigner(material.exposeJwk().toRSAKey());
        };
    }

    static JWSVerifier verifier(KeyMaterial material) throws JOSEException {
        return switch (material.algorithm()) {
            case HS256 -> material.longEnough()
                    ? new MACVerifier(material.exposeJwk().toOctetSequenceKey())
                    : new ShortHmac(material);
            case ES256 -> new ECDSAVerifier(material.exposeJwk().toECKey());
            case EdDSA -> new Ed25519(material.exposeJwk().toOctetKeyPair());
            case RS256 -> new RSASSAVerifier(material.exposeJwk().toRSAKey());
        };
    }
}
