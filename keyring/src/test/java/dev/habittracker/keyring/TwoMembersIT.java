package dev.habittracker.keyring;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.ConfigurableJWTProcessor;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.JsonNode;

import dev.habittracker.devstack.junit.AppRole;
import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.devstack.vault.Role;
import dev.habittracker.events.Topics;
import dev.habittracker.keyring.follow.Snapshot;
import dev.habittracker.keyring.jwt.InvalidTokenException;
import dev.habittracker.keyring.jwt.Jwks;
import dev.habittracker.keyring.jwt.SignedToken;
import dev.habittracker.keyring.jwt.TokenRefusal;
import dev.habittracker.keyring.kafka.KafkaBusSettings;
import dev.habittracker.keyring.ring.Policy;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.keyring.ring.Timing;
import dev.habittracker.keyring.store.StoreWrite;
import dev.habittracker.keyring.store.TestRings;
import dev.habittracker.keyring.vault.VaultAccess;
import dev.habittracker.keyring.vault.VaultCredentials;
import dev.habittracker.keyring.vault.VaultSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/// Two processes' worth of `keyring` on one ring in a real Vault, which they poll, and a consumer that knows nothing but
/// the JWKS URL.
@DevStack(Part.VAULT)
class TwoMembersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Timing TIMING = new Timing(Duration.ofMillis(200), Duration.ZERO, Duration.ofMillis(100),
            Duration.ofMillis(500));
    private static final JWTClaimsSet CLAIMS = new JWTClaimsSet.Builder().subject("ann").build();

    private final StackSlice slice;
    private final VaultAccess rotator;
    private final List<Keyring> members = new ArrayList<>();
    private final AtomicInteger jwksRequests = new AtomicInteger();
    private final HttpServer web;
    private final Path folder;

    TwoMembersIT(StackSlice slice, @TempDir Path folder) throws IOException {
        this.slice = slice;
        this.folder = folder;
        this.rotator = VaultAccess.of(vault(Role.ROTATOR), Clock.systemUTC());
        this.web = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        web.start();
    }

    @AfterEach
    void stop() {
        members.forEach(Keyring::close);
        web.stop(0);
        rotator.close();
        slice.vaultClient().delete(slice.mount() + "/metadata/" + slice.path());
    }

    /// EdDSA is left to the unit tests: Nimbus's consumer needs a further library for it.
    @ParameterizedTest
    @EnumSource(names = {"ES256", "RS256"})
    void publicKeys_rotatedAndRevoked_holdOnBothMembersAndForAConsumerOfTheJwks(SigningAlgorithm algorithm)
            throws Exception {
        Ring first = write(TestRings.created(policy(algorithm), Instant.now()));
        Keyring one = member("one");
        Keyring two = member("two");
        ConfigurableJWTProcessor<SecurityContext> consumer = consumerOf(one, algorithm);

        SignedToken before = one.signer().sign(CLAIMS);
        assertThat(two.verifier().verify(before.value()).kid()).isEqualTo(first.active());
        assertThat(consumer.process(before.value(), null).getSubject()).isEqualTo("ann");
        assertThat(jwksRequests).hasValue(1);

        Ring second = write(TestRings.rotated(first, afterSpread()));
        awaitApplied(second);
        SignedToken after = two.signer().sign(CLAIMS);

        assertThat(after.kid()).isEqualTo(first.nextKey().kid());
        assertThat(consumer.process(after.value(), null).getSubject()).isEqualTo("ann");
        assertThat(jwksRequests).as("the consumer had the next key before it signed").hasValue(1);
        for (Keyring member : members) {
            assertThat(member.verifier().verify(before.value()).kid()).isEqualTo(first.active());
            assertThat(member.verifier().verify(after.value()).kid()).isEqualTo(second.active());
        }

        awaitApplied(write(TestRings.revoked(second, first.active(), Instant.now())));

        for (Keyring member : members) {
            assertThatExceptionOfType(InvalidTokenException.class)
                    .isThrownBy(() -> member.verifier().verify(before.value()))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(TokenRefusal.KEY_UNKNOWN));
            member.verifier().verify(after.value());
        }
    }

    @Test
    void symmetricKeys_aPlainClientsTokenVerifiesOnBoth_andTheJwksIsEmpty() throws Exception {
        Ring first = write(TestRings.created(policy(SigningAlgorithm.HS256), Instant.now()));
        Keyring one = member("one");
        Keyring two = member("two");
        String secretBefore = plainSecret();
        String tokenBefore = plainToken(secretBefore);

        for (Keyring member : members) {
            assertThat(member.verifier().verify(tokenBefore).claims().getSubject()).isEqualTo("plain");
        }
        awaitApplied(write(TestRings.rotated(first, afterSpread())));
        assertThat(plainSecret()).isNotEqualTo(secretBefore);
        for (Keyring member : members) {
            member.verifier().verify(tokenBefore);
            member.verifier().verify(plainToken(plainSecret()));
        }
        assertThat(two.verifier().verify(one.signer().sign(CLAIMS).value()).kid()).isEqualTo(first.nextKey().kid());
        assertThat(one.jwks().json()).isEqualTo("{\"keys\":[]}");
    }

    @Test
    void changeFromSecretToPublicKeys_tokensOfBothKindsVerifyMeanwhile() {
        Ring secret = write(TestRings.created(policy(SigningAlgorithm.HS256), Instant.now()));
        Keyring one = member("one");
        Keyring two = member("two");
        SignedToken before = one.signer().sign(CLAIMS);

        Ring elliptic = write(TestRings.changed(secret, policy(SigningAlgorithm.ES256), Instant.now()));
        Ring prepared = write(TestRings.withAnotherNext(elliptic, Instant.now()));
        awaitApplied(write(TestRings.rotated(prepared, afterSpread())));
        SignedToken after = two.signer().sign(CLAIMS);

        assertThat(after.header().getAlgorithm()).isEqualTo(SigningAlgorithm.ES256.jws());
        for (Keyring member : members) {
            member.verifier().verify(before.value());
            member.verifier().verify(after.value());
        }
        assertThat(one.jwks().set().getKeys()).hasSize(2);
    }

    /// What `vault kv patch` leaves: a ring that does not end with the version it stands at, and no secret beside it.
    @Test
    void publicKeyRing_patchedByHand_isNotTaken_andTheLastGoodOneStaysInUseWithAnAlarm() {
        Ring ring = write(TestRings.created(policy(SigningAlgorithm.ES256), Instant.now()));
        Keyring one = member("one");
        Keyring two = member("two");
        JsonNode data = slice.vaultClient().get(slice.mount() + "/data/" + slice.path()).path("data").path("data");

        slice.vaultClient().post(slice.mount() + "/data/" + slice.path(),
                Map.of("options", Map.of("cas", 1), "data", data));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(members).allSatisfy(member -> assertThat(
                member.view().problems()).anyMatch(
                        line -> line.startsWith("no-ring: ") && line.contains(
                                "the ring says that it is version 1 but stands at version 2"))));
        String secret = ring.activeKey().material().exposeJwk().toECKey().getD().toString();
        assertThat(members).allSatisfy(
                member -> assertThat(member.view().problems()).noneMatch(line -> line.contains(secret)));
        assertThat(members).allMatch(Keyring::ready);
        assertThat(two.verifier().verify(one.signer().sign(CLAIMS).value()).kid()).isEqualTo(ring.active());
    }

    @Test
    void kafkaAway_aMemberStartsFromVaultWithAnAlarm() {
        Ring ring = write(TestRings.created(policy(SigningAlgorithm.HS256), Instant.now()));

        Keyring member = Keyring.start(settings("alone")
                .withKafka(new KafkaBusSettings("127.0.0.1:1", new Topics(slice.topicPrefix()), Map.of())));
        members.add(member);

        await().atMost(PATIENCE).until(member::ready);
        assertThat(member.signer().sign(CLAIMS).kid()).isEqualTo(ring.active());
        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(member.view().problems()).anyMatch(line -> line.startsWith("bus-unheard: ")
                        && line.contains("127.0.0.1:1")));
    }

    private Keyring member(String service) {
        Keyring member = Keyring.start(settings(service));
        members.add(member);
        await().atMost(PATIENCE).until(member::ready);
        return member;
    }

    private KeyringSettings settings(String service) {
        return KeyringSettings.of(vault(Role.HABIT_API)).withNames("habit-tracker", service).withTiming(TIMING);
    }

    private VaultSettings vault(Role role) {
        AppRole login = slice.appRole(role);
        try {
            Path secretId = Files.writeString(folder.resolve(role + "-" + System.nanoTime()), login.secretId());
            return VaultSettings.of(slice.vaultAddress(), slice.mount(), slice.path(),
                    new VaultCredentials.SecretIdFile("approle", login.roleId(), secretId));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Ring write(Ring ring) {
        assertThat(rotator.ringStore().write(ring, ring.version() - 1)).isInstanceOf(StoreWrite.Stored.class);
        return ring;
    }

    private void awaitApplied(Ring ring) {
        await().atMost(PATIENCE).until(() -> members.stream().allMatch(member -> member.view().snapshot()
                .map(Snapshot::position).filter(ring.position()::equals).isPresent()));
    }

    /// Any service that has Nimbus and the URL.
    private ConfigurableJWTProcessor<SecurityContext> consumerOf(Keyring member, SigningAlgorithm algorithm)
            throws IOException {
        web.createContext("/.well-known/jwks.json", exchange -> {
            jwksRequests.incrementAndGet();
            byte[] body = member.jwks().json().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", Jwks.MEDIA_TYPE);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        URI url = URI.create("http://127.0.0.1:" + web.getAddress().getPort() + "/.well-known/jwks.json");
        ConfigurableJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(algorithm.jws(), JWKSourceBuilder.create(url.toURL()).build()));
        return processor;
    }

    private String plainSecret() {
        return slice.vaultClient().get(slice.mount() + "/data/" + slice.path()).path("data").path("data")
                .path("jwt_secret_key").asString();
    }

    /// As a client makes it that has no library at all.
    private static String plainToken(String secret) throws GeneralSecurityException {
        String input = Base64URL.encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "."
                + Base64URL.encode("{\"sub\":\"plain\",\"exp\":%d}".formatted(Instant.now().getEpochSecond() + 30));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return input + "." + Base64URL.encode(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    }

    /// NEXT must have been known for `spread`, which is under a second here.
    private static Instant afterSpread() {
        return Instant.now().plusSeconds(1);
    }

    private static Policy policy(SigningAlgorithm algorithm) {
        return new Policy(algorithm, Duration.ofMinutes(1), Duration.ofSeconds(30), TIMING);
    }
}
