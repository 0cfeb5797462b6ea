package dev.habittracker.keyring.ring;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.HashSet;
import java.util.Set;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;

import static org.assertj.core.api.Assertions.assertThat;

class SecureKeyMintTest {

    private static final byte[] TEXT = "what is signed".getBytes(StandardCharsets.UTF_8);

    private final KeyMint mint = new SecureKeyMint();

    @ParameterizedTest
    @EnumSource(value = SigningAlgorithm.class, names = {"ES256", "EdDSA", "RS256"})
    void material_ofAPublicKeyAlgorithm_signsWhatItsPublicPartVerifies(SigningAlgorithm algorithm)
            throws GeneralSecurityException, JOSEException {
        KeyMaterial material = mint.material(algorithm);
        KeyMaterial other = mint.material(algorithm);

        byte[] signature = sign(material);

        assertThat(verify(material, signature)).isTrue();
        assertThat(verify(other, signature)).isFalse();
        assertThat(material.longEnough()).isTrue();
        assertThat(material.thumbprint()).isNotEqualTo(other.thumbprint());
    }

    @Test
    void material_forHs256_verifiesWithAPlainHmacOfTheTextsOwnBytes() throws JOSEException, GeneralSecurityException {
        KeyMaterial material = mint.material(SigningAlgorithm.HS256);
        JWSObject token = new JWSObject(new JWSHeader(SigningAlgorithm.HS256.jws()), new Payload("{}"));
        token.sign(new MACSigner(material.exposeJwk().toOctetSequenceKey()));

        byte[] key = material.exposeSecretText().getBytes(StandardCharsets.UTF_8);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));

        assertThat(Base64URL.encode(mac.doFinal(token.getSigningInput()))).isEqualTo(token.getSignature());
        assertThat(material.exposeSecretText()).matches("[A-Za-z0-9_-]{43}");
        assertThat(material.longEnough()).isTrue();
    }

    @Test
    void material_forRs256_has2048Bits() {
        assertThat(mint.material(SigningAlgorithm.RS256).exposeJwk().size()).isEqualTo(2048);
    }

    @Test
    void material_repeated_isNeverTheSame() {
        Set<String> secrets = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            secrets.add(mint.material(SigningAlgorithm.HS256).exposeSecretText());
        }

        assertThat(secrets).hasSize(1_000);
    }

    @Test
    void kid_namesTheWriteAndIsRandom() {
        Set<Kid> kids = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            kids.add(mint.kid(Rings.EPOCH, 42));
        }

        assertThat(kids).hasSize(1_000).allSatisfy(kid -> assertThat(Kid.parse(kid.toString())).contains(kid));
        assertThat(kids).extracting(Kid::version).containsOnly(42L);
    }

    @Test
    void ringKey_takesLifetimeAndLeaseOfThePolicy() {
        RingKey key = mint.ringKey(Rings.POLICY, Rings.EPOCH, 42, Rings.START);

        assertThat(key.maxTokenLifetime()).isEqualTo(Rings.POLICY.maxTokenLifetime());
        assertThat(key.signingLease()).isEqualTo(Rings.POLICY.signingLease());
        assertThat(key.published()).isEqualTo(Rings.START);
        assertThat(key.exp()).isNull();
        assertThat(key.withoutKid()).isFalse();
    }

    @Test
    void ed25519Point_ofManyKeys_isReadAsItWasWritten() throws GeneralSecurityException {
        for (int i = 0; i < 50; i++) {
            OctetKeyPair jwk = mint.material(SigningAlgorithm.EdDSA).exposeJwk().toOctetKeyPair();
            byte[] encoded = jwk.getX().decode();

            assertThat(Ed25519Point.encode(Ed25519Point.decode(encoded))).isEqualTo(encoded);
            assertThat(Ed25519Point.encode(((EdECPublicKey) edwardsPublic(jwk)).getPoint())).isEqualTo(encoded);
        }
    }

    private static byte[] sign(KeyMaterial material) throws GeneralSecurityException, JOSEException {
        Signature signature = signature(material.algorithm());
        signature.initSign(privateKey(material));
        signature.update(TEXT);
        return signature.sign();
    }

    private static boolean verify(KeyMaterial material, byte[] signed) throws GeneralSecurityException, JOSEException {
        Signature signature = signature(material.algorithm());
        signature.initVerify(publicKey(material));
        signature.update(TEXT);
        return signature.verify(signed);
    }

    private static Signature signature(SigningAlgorithm algorithm) throws GeneralSecurityException {
        return Signature.getInstance(switch (algorithm) {
            case ES256 -> "SHA256withECDSAinP1363Format";
            case EdDSA -> "Ed25519";
            case RS256 -> "SHA256withRSA";
            case HS256 -> throw new IllegalArgumentException("HS256 has no key pair");
        });
    }

    private static PrivateKey privateKey(KeyMaterial material) throws GeneralSecurityException, JOSEException {
        return switch (material.exposeJwk()) {
            case ECKey key -> key.toECPrivateKey();
            case RSAKey key -> key.toRSAPrivateKey();
            case OctetKeyPair key -> KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, key.getD().decode()));
            default -> throw new IllegalArgumentException("no key pair");
        };
    }

    private static PublicKey publicKey(KeyMaterial material) throws GeneralSecurityException, JOSEException {
        return switch (material.exposeJwk()) {
            case ECKey key -> key.toECPublicKey();
            case RSAKey key -> key.toRSAPublicKey();
            case OctetKeyPair key -> edwardsPublic(key);
            default -> throw new IllegalArgumentException("no key pair");
        };
    }

    private static PublicKey edwardsPublic(OctetKeyPair key) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519").generatePublic(
                new EdECPublicKeySpec(NamedParameterSpec.ED25519, Ed25519Point.decode(key.getX().decode())));
    }
}
