package dev.habittracker.keyring.ring;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class RingCodecTest {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String GOLDEN = "ring-of-every-field.json";
    private static final String TEXT = "not-a-real-secret-but-as-long-as-one";

    @Test
    void encode_aRingWithEveryField_isTheGoldenFile() throws IOException {
        assertThat(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(RingCodec.encode(ringOfEveryField()))
                + "\n").isEqualToNormalizingNewlines(golden());
    }

    @Test
    void decode_theGoldenFile_isTheRingWithEveryField() throws IOException {
        assertThat(RingCodec.decode(MAPPER.readTree(golden()), 3))
                .isEqualTo(new RingDocument.Whole(ringOfEveryField()));
    }

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void decode_whatWasEncoded_isTheSameRing(SigningAlgorithm algorithm) {
        Ring ring = ringFor(algorithm);

        assertThat(RingCodec.decode(RingCodec.encode(ring), 1)).isEqualTo(new RingDocument.Whole(ring));
        assertThat(RingCodec.decode(throughText(RingCodec.encode(ring)), 1)).isEqualTo(new RingDocument.Whole(ring));
    }

    @Test
    void encode_aSymmetricActiveKey_standsBesideTheRingAsPlainClientsNeedIt() {
        ObjectNode data = RingCodec.encode(ringFor(SigningAlgorithm.HS256));

        assertThat(data.get("jwt_secret_key").stringValue()).isEqualTo(FakeKeyMint.secretText(1));
        assertThat(data.get("jwt_algorithm").stringValue()).isEqualTo("HS256");
        assertThat(data.propertyNames()).containsExactly("jwt_secret_key", "jwt_algorithm", "ring");
    }

    @ParameterizedTest
    @EnumSource(value = SigningAlgorithm.class, names = {"ES256", "EdDSA", "RS256"})
    void encode_aPublicKeyActiveKey_leavesNothingBesideTheRing(SigningAlgorithm algorithm) {
        assertThat(RingCodec.encode(ringFor(algorithm)).propertyNames()).containsExactly("ring");
    }

    @Test
    void decode_fieldsThatALaterVersionWrote_areTolerated() {
        Ring ring = ringFor(SigningAlgorithm.HS256);
        ObjectNode data = RingCodec.encode(ring);
        ArrayNode journal = (ArrayNode) data.get("ring").get("journal");
        JsonNode entry = MAPPER.readTree(journal.get(0).stringValue());
        addUnknownFieldEverywhere(entry);
        journal.set(0, MAPPER.valueToTree(entry.toString()));
        addUnknownFieldEverywhere(data);

        RingDocument document = RingCodec.decode(data, 1);

        assertThat(document).isInstanceOf(RingDocument.Whole.class);
        Ring decoded = ((RingDocument.Whole) document).ring();
        assertThat(decoded.keys()).isEqualTo(ring.keys());
        assertThat(decoded.journal().getFirst().toEvent()).isEqualTo(ring.journal().getFirst().toEvent());
    }

    @Test
    void decode_anEventThatALaterVersionWrote_isKeptAsItWasWritten() {
        ObjectNode data = RingCodec.encode(ringFor(SigningAlgorithm.HS256));
        ArrayNode journal = (ArrayNode) data.get("ring").get("journal");
        ObjectNode entry = (ObjectNode) MAPPER.readTree(journal.get(0).stringValue());
        entry.put("event", "key-lent").set("data", JsonNodeFactory.instance.objectNode().put("to", "a friend"));
        journal.set(0, MAPPER.valueToTree(entry.toString()));

        Ring decoded = whole(RingCodec.decode(throughText(data), 1));

        assertThat(decoded.journal().getFirst().toEvent()).isEmpty();
        assertThat(RingCodec.encode(decoded)).isEqualTo(data);
    }

    @Test
    void decode_numbersThatWentThroughFloat64_areTheSame() {
        Ring ring = ringFor(SigningAlgorithm.HS256);
        String text = MAPPER.writeValueAsString(RingCodec.encode(ring));
        String asFloats = text.replace("\"epoch\":1795507200", "\"epoch\":1.7955072e9")
                .replace("\\\"version\\\":1,", "\\\"version\\\":1.0,");

        assertThat(asFloats).contains("\"epoch\":1.7955072e9", "\\\"version\\\":1.0,");
        Ring decoded = whole(RingCodec.decode(MAPPER.readTree(asFloats), 1));
        assertThat(decoded).isEqualTo(ring);
        assertThat(decoded.journal().getFirst().toEvent()).isEqualTo(ring.journal().getFirst().toEvent());
    }

    @Test
    void decode_absentLists_areEmpty() {
        Ring ring = ringFor(SigningAlgorithm.HS256);
        ObjectNode data = RingCodec.encode(ring);
        ((ObjectNode) data.get("ring")).remove(List.of("carried", "revoked"));

        assertThat(RingCodec.decode(data, 1)).isEqualTo(new RingDocument.Whole(ring));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"jwt_secret_key\":\"" + TEXT + "\"}",
            "{\"jwt_secret_key\":\"" + TEXT + "\",\"jwt_algorithm\":\"HS256\"}",
            "{\"jwt_secret_key\":\"" + TEXT + "\",\"jwt_algorithm\":null,\"ring\":null,\"other\":1}"})
    void decode_aSecretPutByHand_isBare(String data) {
        assertThat(RingCodec.decode(MAPPER.readTree(data), 7))
                .isEqualTo(new RingDocument.Bare(KeyMaterial.ofSecretText(SigningAlgorithm.HS256, TEXT)));
    }

    @Test
    void decode_aSecretPatchedOverARing_isBare() {
        ObjectNode data = RingCodec.encode(ringFor(SigningAlgorithm.HS256));
        data.put("jwt_secret_key", TEXT);

        assertThat(RingCodec.decode(data, 2))
                .isEqualTo(new RingDocument.Bare(KeyMaterial.ofSecretText(SigningAlgorithm.HS256, TEXT)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { //
            "{} | the secret has neither a ring nor a jwt_secret_key", //
            "[] | the secret has neither a ring nor a jwt_secret_key", //
            "null | the secret has neither a ring nor a jwt_secret_key", //
            "{\"jwt_secret_key\":\"\"} | jwt_secret_key must be a text that is not empty", //
            "{\"jwt_secret_key\":7} | jwt_secret_key must be a text that is not empty", //
            "{\"jwt_secret_key\":\"x\",\"jwt_algorithm\":\"HS512\"} | jwt_algorithm of a secret put by hand must be"
                    + " HS256 or be left out; rotate to another algorithm afterwards", //
            "{\"jwt_secret_key\":\"x\",\"jwt_algorithm\":\"ES256\"} | jwt_algorithm of a secret put by hand must be"
                    + " HS256 or be left out; rotate to another algorithm afterwards", //
            "{\"jwt_secret_key\":\"x\",\"jwt_algorithm\":256} | jwt_algorithm of a secret put by hand must be"
                    + " HS256 or be left out; rotate to another algorithm afterwards"})
    void decode_neitherARingNorASecret_isMalformed(String data, String problem) {
        assertThat(RingCodec.decode(MAPPER.readTree(data), 7)).isEqualTo(new RingDocument.Malformed(problem));
    }

    @Test
    void decode_aPublicKeyRingWrittenOverByHand_isMalformed() {
        assertThat(RingCodec.decode(RingCodec.encode(ringFor(SigningAlgorithm.ES256)), 2))
                .isEqualTo(new RingDocument.Malformed("the ring says that it is version 1 but stands at version 2, and"
                        + " there is no jwt_secret_key beside it"));
    }

    private static Ring ringFor(SigningAlgorithm algorithm) {
        FakeKeyMint mint = new FakeKeyMint();
        Policy policy = Rings.policy(algorithm);
        RingKey active = mint.ringKey(policy, Rings.EPOCH, 1, Rings.START);
        RingKey next = mint.ringKey(policy, Rings.EPOCH, 1, Rings.START);
        return new Ring(Rings.EPOCH, policy, active.kid(), Rings.START, List.of(active, next), List.of(), List.of(),
                null, List.of(Rings.entry(1)));
    }

    private static Ring ringOfEveryField() {
        Instant exp = Instant.parse("2026-11-24T09:15:20.000000001Z");
        // the key pair of RFC 8037 appendix A.1
        KeyMaterial known = KeyMaterial.parse(SigningAlgorithm.EdDSA, """
                {"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
                 "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
                """);
        Policy policy = Rings.policy(SigningAlgorithm.EdDSA);
        RingKey adopted = new RingKey(Rings.kid(1, "adopt0"), FakeKeyMint.secret(1), policy.maxTokenLifetime(),
                policy.signingLease(), Rings.START, null, true);
        RingKey next = new RingKey(Rings.kid(3, "next00"), known, policy.maxTokenLifetime(), policy.signingLease(),
                Rings.START.plusMillis(1_500), null, false);
        return new Ring(Rings.EPOCH, policy, adopted.kid(), Rings.START,
                List.of(adopted, next, Rings.key(Rings.kid(2, "retire"), 2, exp)),
                List.of(new CarriedKey(Rings.kid(2, "carry0"), exp)),
                List.of(new RevokedKey(Rings.kid(1, "revoke"), FakeKeyMint.secret(3).thumbprint())),
                new Hold(Rings.START, "olga"), List.of(Rings.entry(2), Rings.entry(3)));
    }

    private static void addUnknownFieldEverywhere(JsonNode node) {
        List<JsonNode> children = new ArrayList<>();
        node.forEach(children::add);
        children.forEach(RingCodecTest::addUnknownFieldEverywhere);
        if (node instanceof ObjectNode object) {
            object.put("of_a_later_version", "x");
        }
    }

    private static JsonNode throughText(JsonNode data) {
        return MAPPER.readTree(MAPPER.writeValueAsString(data));
    }

    private static Ring whole(RingDocument document) {
        assertThat(document).isInstanceOf(RingDocument.Whole.class);
        return ((RingDocument.Whole) document).ring();
    }

    private static String golden() throws IOException {
        try (InputStream file = RingCodecTest.class.getResourceAsStream(GOLDEN)) {
            return new String(Objects.requireNonNull(file, GOLDEN + " is missing").readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }
}
