package dev.habittracker.keyring.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;

import dev.habittracker.keyring.ring.Ed25519Point;

/// EdDSA with Ed25519 (RFC 8037) by the JDK's own provider. Nimbus's signer needs Tink for it.
final class Ed25519 extends BaseJWSProvider implements JWSSigner, JWSVerifier {

    private static final String NAME = "Ed25519";

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    Ed25519(OctetKeyPair pair) throws JOSEException {
        super(Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519));
        try {
            KeyFactory keys = KeyFactory.getInstance(NAME);
            this.privateKey = keys
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, pair.getDecodedD()));
            this.publicKey = keys.generatePublic(
                    new EdECPublicKeySpec(NamedParameterSpec.ED25519, Ed25519Point.decode(pair.getDecodedX())));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // the cause is left out: it can quote the key
            throw new JOSEException("the key is none for Ed25519");
        }
    }

    @Override
    public Base64URL sign(JWSHeader header, byte[] signingInput) throws JOSEException {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initSign(privateKey);
            signature.update(signingInput);
            return Base64URL.encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new JOSEException("signing with Ed25519 failed");
        }
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signedContent, Base64URL signature) throws JOSEException {
        try {
            Signature verification = Signature.getInstance(NAME);
            verification.initVerify(publicKey);
            verification.update(signedContent);
            return verification.verify(signature.decode());
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new JOSEException("verifying with Ed25519 failed");
        }
    }
}
