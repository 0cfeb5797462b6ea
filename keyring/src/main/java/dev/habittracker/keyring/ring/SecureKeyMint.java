package dev.habittracker.keyring.ring;

import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;

/// Keys from the JDK's generators and its strong source of randomness.
public final class SecureKeyMint implements KeyMint {

    /// 256 bits, what RFC 7518 section 3.2 asks of HS256; written as 43 characters, whose bytes are the key.
    private static final int SECRET_BYTES = 32;
    /// Six characters of base64url.
    private static final int KID_RANDOM_BITS = 36;
    private static final int RSA_BITS = 2048;

    private final SecureRandom random = new SecureRandom();

    @Override
    public KeyMaterial material(SigningAlgorithm algorithm) {
        try {
            return switch (algorithm) {
                case HS256 -> KeyMaterial.ofSecretText(algorithm, base64Url(SECRET_BYTES));
                case ES256 -> elliptic(algorithm);
                case EdDSA -> edwards(algorithm);
                case RS256 -> rsa(algorithm);
            };
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("this JVM cannot make keys for " + algorithm.jwtName(), e);
        }
    }

    @Override
    public Kid kid(long epoch, long version) {
        return new Kid(epoch, version, base64Url((KID_RANDOM_BITS + 7) / 8).substring(0, KID_RANDOM_BITS / 6));
    }

    private KeyMaterial elliptic(SigningAlgorithm algorithm)
            throws NoSuchAlgorithmException, InvalidAlgorithmParameterException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        KeyPair pair = generator.generateKeyPair();
        return KeyMaterial.of(algorithm,
                new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic()).privateKey(pair.getPrivate()).build());
    }

    private KeyMaterial edwards(SigningAlgorithm algorithm) throws NoSuchAlgorithmException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
        Base64URL x = Base64URL.encode(Ed25519Point.encode(((EdECPublicKey) pair.getPublic()).getPoint()));
        return KeyMaterial.of(algorithm, new OctetKeyPair.Builder(Curve.Ed25519, x).d(Base64URL.encode(seed)).build());
    }

    private KeyMaterial rsa(SigningAlgorithm algorithm) throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(RSA_BITS, random);
        KeyPair pair = generator.generateKeyPair();
        return KeyMaterial.of(algorithm,
                new RSAKey.Builder((RSAPublicKey) pair.getPublic()).privateKey(pair.getPrivate()).build());
    }

    private String base64Url(int bytes) {
        byte[] buffer = new byte[bytes];
        random.nextBytes(buffer);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer);
    }
}
