package dev.habittracker.keyring.ring;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import tools.jackson.databind.json.JsonMapper;

import dev.habittracker.keyring.ring.write.AcceptRing;
import dev.habittracker.keyring.ring.write.AdoptSecret;
import dev.habittracker.keyring.ring.write.BareSecret;
import dev.habittracker.keyring.ring.write.ChangePolicy;
import dev.habittracker.keyring.ring.write.CreateRing;
import dev.habittracker.keyring.ring.write.ReplaceNext;
import dev.habittracker.keyring.ring.write.Resume;
import dev.habittracker.keyring.ring.write.Retire;
import dev.habittracker.keyring.ring.write.RevokeAll;
import dev.habittracker.keyring.ring.write.RevokeKey;
import dev.habittracker.keyring.ring.write.RollBack;
import dev.habittracker.keyring.ring.write.Rotate;
import dev.habittracker.keyring.ring.write.SteppedRing;
import dev.habittracker.keyring.ring.write.WriteContext;
import dev.habittracker.keyring.ring.write.WriteOutcome;

import static org.assertj.core.api.Assertions.assertThat;

/// No type of the ring prints key material, however it is nested. Every type of the two packages must have a sample here.
class SecrecyTest {

    @Test
    void samples_coverEveryRecordOfTheRingAndItsWrites() {
        Set<String> records = productionClasses().filter(type -> type.isRecord()).map(JavaClass::getName)
                .collect(Collectors.toSet());

        assertThat(samples(SigningAlgorithm.HS256)).extracting(sample -> sample.getClass().getName())
                .doesNotHaveDuplicates()
                .containsAll(records);
        assertThat(records).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void toString_ofEveryType_printsNoKeyMaterial(SigningAlgorithm algorithm) {
        for (Object sample : samples(algorithm)) {
            assertThat(leaks(sample)).as("what %s prints of its keys", sample.getClass().getName()).isEmpty();
        }
    }

    @Test
    void events_ofEveryWrite_haveNoKeyMaterial() {
        for (Object sample : samples(SigningAlgorithm.HS256)) {
            if (sample instanceof WriteOutcome.Written written) {
                String journal = String.valueOf(written.ring().journal());
                assertThat(secretsIn(written.ring())).isNotEmpty().noneMatch(journal::contains);
            }
        }
    }

    @Test
    void leaks_ofARecordThatHoldsABareJwkOrText_areFound() {
        KeyMaterial material = FakeKeyMint.secret(1);

        assertThat(leaks(new HoldsAJwk(material.exposeJwk()))).isNotEmpty();
        assertThat(leaks(new HoldsAText(material, material.exposeSecretText()))).isNotEmpty();
        assertThat(leaks(new HoldsMaterial(material))).isEmpty();
    }

    /// Planted: Nimbus prints the private members of a JWK.
    private record HoldsAJwk(JWK jwk) {}

    /// Planted: a record prints its texts.
    private record HoldsAText(KeyMaterial material, String text) {}

    private record HoldsMaterial(KeyMaterial material) {}

    private static List<String> leaks(Object sample) {
        String printed = String.valueOf(sample);
        return secretsIn(sample).stream().filter(printed::contains).toList();
    }

    /// Every private member of every key that is reachable from a value, as it would be written.
    private static List<String> secretsIn(@Nullable Object value) {
        List<String> secrets = new ArrayList<>();
        switch (value) {
            case null -> {}
            case KeyMaterial material -> secrets.addAll(secretsIn(material.exposeJwk()));
            case JWK jwk -> secrets.addAll(privateMembers(jwk));
            case RevokedKey revoked -> secrets.add(revoked.thumbprint());
            case Iterable<?> many -> many.forEach(one -> secrets.addAll(secretsIn(one)));
            case Record item -> {
                for (RecordComponent component : item.getClass().getRecordComponents()) {
                    secrets.addAll(secretsIn(read(component, item)));
                }
            }
            default -> {}
        }
        return secrets;
    }

    private static List<String> privateMembers(JWK jwk) {
        List<String> members = new ArrayList<>();
        jwk.toJSONObject().forEach((name, member) -> {
            if (!jwk.isPrivate() || Set.of("k", "d", "p", "q", "dp", "dq", "qi").contains(name)) {
                members.add(String.valueOf(member));
            }
        });
        if (jwk instanceof OctetSequenceKey key) {
            members.add(new String(key.toByteArray(), StandardCharsets.UTF_8));
        }
        return members;
    }

    private static @Nullable Object read(RecordComponent component, Object item) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(item);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(component + " cannot be read", e);
        }
    }

    private static List<Object> samples(SigningAlgorithm algorithm) {
        Policy policy = Rings.policy(algorithm);
        SteppedRing stepped = SteppedRing.created(policy);
        Kid first = stepped.ring().active();
        stepped.rotate();
        WriteContext context = stepped.context();
        Ring ring = stepped.ring();
        WriteOutcome written = new RevokeKey(first).applyTo(ring, context);
        Ring revoked = ((WriteOutcome.Written) written).ring();
        BareSecret bare = new BareSecret(FakeKeyMint.secret(9), 3);
        return List.of(ring.activeKey().material(), ring.activeKey(), revoked, first, policy, policy.timing(),
                new CarriedKey(first, Rings.START), revoked.revoked().getFirst(), new Hold(Rings.START, "olga"),
                ring.journal().getFirst(), VaultTime.exactly(Rings.START), new RingDocument.Whole(ring),
                new RingDocument.Bare(bare.material()), RingCodec.decode(JsonMapper.shared().createObjectNode(), 1),
                new UnknownFields(Map.of("ring", JsonMapper.shared().createObjectNode().put("later",
                        ring.activeKey().material().thumbprint()))),
                bare, context, written, new Rotate().applyTo(null, context), new CreateRing(policy),
                new AdoptSecret(bare, policy), new Rotate(), new ReplaceNext(), new RollBack(first, false),
                new Resume(), new RevokeKey(first), new RevokeAll(), new Retire(), new ChangePolicy(policy, false),
                new AcceptRing(0, Set.of(first), false, Set.of(first), Duration.ZERO, Duration.ZERO));
    }

    private static Stream<JavaClass> productionClasses() {
        return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.habittracker.keyring.ring").stream();
    }
}
