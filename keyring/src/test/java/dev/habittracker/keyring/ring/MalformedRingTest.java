package dev.habittracker.keyring.ring;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/// Rings that someone broke. No message tells more than where, for what stands there may be anything.
class MalformedRingTest {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String MARK = "not-a-real-secret";
    private static final String ENTRY = "/journal/0";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { //
            "/epoch | epoch is missing", //
            "/policy | policy is missing", //
            "/policy/algorithm | policy: algorithm is missing", //
            "/policy/max_token_lifetime | policy: max_token_lifetime is missing", //
            "/policy/signing_lease | policy: signing_lease is missing", //
            "/policy/timing | policy: timing is missing", //
            "/policy/timing/poll | policy: timing: poll is missing", //
            "/policy/timing/lag | policy: timing: lag is missing", //
            "/policy/timing/clock_error | policy: timing: clock_error is missing", //
            "/policy/timing/write_budget | policy: timing: write_budget is missing", //
            "/active | active is missing", //
            "/activated | activated is missing", //
            "/keys | keys is missing", //
            "/keys/0/kid | keys[0]: kid is missing", //
            "/keys/2/algorithm | keys[2]: algorithm is missing", //
            "/keys/1/jwk | keys[1]: jwk is missing", //
            "/keys/1/max_token_lifetime | keys[1]: max_token_lifetime is missing", //
            "/keys/1/signing_lease | keys[1]: signing_lease is missing", //
            "/keys/1/published | keys[1]: published is missing", //
            "/keys/1/jwk/k | keys[1]: the JWK for HS256 cannot be read", //
            "/carried/0/kid | carried[0]: kid is missing", //
            "/carried/0/exp | carried[0]: exp is missing", //
            "/revoked/0/thumbprint | revoked[0]: thumbprint is missing", //
            "/hold/since | hold: since is missing", //
            "/hold/by | hold: by is missing", //
            "/journal | journal is missing", //
            "/journal/0/version | journal[0]: version is missing", //
            "/journal/0/write_id | journal[0]: write_id is missing", //
            "/journal/0/event | journal[0]: event is missing", //
            "/journal/0/decided | journal[0]: decided is missing", //
            "/journal/0/data | journal[0]: data is missing"})
    void decode_aFieldIsMissingOrNull_saysWhich(String pointer, String problem) {
        assertThat(problemOf(with(pointer, null))).isEqualTo("the ring at version 1: " + problem);
        assertThat(problemOf(with(pointer, MAPPER.nullNode()))).isEqualTo("the ring at version 1: " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { //
            "/epoch | epoch is not a whole number", //
            "/policy/algorithm | policy: algorithm must be one of HS256, ES256, EdDSA, RS256", //
            "/policy/max_token_lifetime | policy: max_token_lifetime is not an ISO 8601 duration such as PT15M", //
            "/policy/timing | policy: timing: poll is missing", //
            "/active | active is not a kid", //
            "/activated | activated is not an RFC 3339 instant such as 2026-11-24T12:00:00Z", //
            "/keys | keys is not a list", //
            "/keys/1 | keys[1]: kid is missing", //
            "/keys/1/kid | keys[1]: kid is not a kid", //
            "/keys/1/jwk | keys[1]: the JWK for HS256 cannot be read", //
            "/keys/1/jwk/kty | keys[1]: the JWK for HS256 cannot be read", //
            "/keys/2/exp | keys[2]: exp is not an RFC 3339 instant such as 2026-11-24T12:00:00Z", //
            "/carried | carried is not a list", //
            "/hold | hold: since is missing", //
            "/journal/0/version | journal[0]: version is not a whole number", //
            "/journal/0/decided | journal[0]: decided is not an RFC 3339 instant such as 2026-11-24T12:00:00Z"})
    void decode_aFieldHoldsAnotherText_saysWhichAndNotWhat(String pointer, String problem) {
        assertThat(problemOf(with(pointer, MAPPER.valueToTree(MARK)))).isEqualTo("the ring at version 1: " + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "-0.1", "1e999", "-1e999", "99999999999999999999", "9007199254740994", "true", "[]",
            "{}"})
    void decode_aVersionThatIsNoWholeNumber_isMalformed(String number) {
        assertThat(problemOf(with("/journal/0/version", MAPPER.readTree(number))))
                .isEqualTo("the ring at version 1: journal[0]: version is not a whole number");
        assertThat(problemOf(with("/epoch", MAPPER.readTree(number))))
                .isEqualTo("the ring at version 1: epoch is not a whole number");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { //
            "/active | 7 | active is not a text", //
            "/policy/max_token_lifetime | 900 | policy: max_token_lifetime is not a text", //
            "/policy/max_token_lifetime | \"PT0.5S\" | policy: max-token-lifetime must be at least PT1S, not PT0.5S", //
            "/policy/timing/clock_error | \"PT0S\" | policy: timing: clock-error must be longer than zero, not PT0S", //
            "/keys/0/algorithm | \"ES256\" | keys[0]: the JWK of type oct is not for ES256", //
            "/keys/0/algorithm | \"none\" | keys[0]: algorithm must be one of HS256, ES256, EdDSA, RS256", //
            "/keys/0/jwk/k | \"\" | keys[0]: the secret is empty", //
            "/keys/0/exp | \"2026-11-24T09:00:00Z\" | the active key 1795507200.1.active is missing or has an exp", //
            "/keys/1/exp | \"2026-11-24T09:00:00Z\" | a ring has two keys without exp, ACTIVE and NEXT, but this one has 1", //
            "/keys/1/kid | \"1795507200.1.retire\" | kid 1795507200.1.retire stands twice in the ring", //
            "/active | \"1795507200.1.retire\" | the active key 1795507200.1.retire is missing or has an exp", //
            "/keys | [] | the active key 1795507200.1.active is missing or has an exp", //
            "/journal | [] | the journal is empty"})
    void decode_partsThatDoNotFit_saysWhich(String pointer, String value, String problem) {
        assertThat(problemOf(with(pointer, MAPPER.readTree(value)))).isEqualTo("the ring at version 1: " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { //
            "{} | an entry of the journal is not a text", //
            "7 | an entry of the journal is not a text", //
            "\"not-a-real-secret\" | an entry of the journal is not the text of a JSON object", //
            "\"{not-a-real-secret\" | an entry of the journal is not the text of a JSON object", //
            "\"\" | version is missing", //
            "\"[]\" | version is missing"})
    void decode_anEntryOfTheJournalThatIsNoObjectAsText_saysWhich(String entry, String problem) {
        assertThat(problemOf(with(ENTRY, MAPPER.readTree(entry))))
                .isEqualTo("the ring at version 1: journal[0]: " + problem);
    }

    @Test
    void decode_aRingThatIsNoObject_isMalformed() {
        for (String ring : new String[]{"[]", "7", "true", "\"" + MARK + "\"", "{}"}) {
            ObjectNode data = MAPPER.createObjectNode();
            data.set("ring", MAPPER.readTree(ring));

            assertThat(problemOf(data)).startsWith("the ring at version 1: ").endsWith(" is missing");
        }
    }

    @Test
    void decode_aBrokenRingBesideASecret_isNotTakenForABareSecret() {
        ObjectNode data = with("/journal", null);

        assertThat(data.has("jwt_secret_key")).isTrue();
        assertThat(RingCodec.decode(data, 1)).isInstanceOf(RingDocument.Malformed.class);
    }

    @Test
    void decode_anyFieldReplacedByAnyKindOfValue_neverThrowsAndNeverQuotes() {
        ObjectNode whole = ring();
        int broken = 0;
        List<String> pointers = pointersOf(whole.get("ring"), "");
        pointers.addAll(pointersOf(entryOf(whole), ENTRY));
        for (String pointer : pointers) {
            for (String value : new String[]{"\"" + MARK + "\"", "7", "-1.5", "1e999", "true", "[]", "{}", "null",
                    "[\"" + MARK + "\"]", "{\"" + MARK + "\":\"" + MARK + "\"}"}) {
                RingDocument document = RingCodec.decode(with(pointer, MAPPER.readTree(value)), 1);
                if (document instanceof RingDocument.Malformed malformed) {
                    broken++;
                    assertThat(malformed.problem()).as("%s = %s", pointer, value).doesNotContain(MARK);
                }
            }
        }
        assertThat(broken).isGreaterThan(100);
    }

    private static List<String> pointersOf(JsonNode node, String path) {
        List<String> pointers = new ArrayList<>();
        if (!path.isEmpty()) {
            pointers.add(path);
        }
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> pointers.addAll(pointersOf(field.getValue(), path + "/" + field.getKey())));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            pointers.addAll(pointersOf(node.get(i), path + "/" + i));
        }
        return pointers;
    }

    private static ObjectNode ring() {
        Ring ring = Rings.ofEveryState(Rings.START.plusSeconds(60));
        return RingCodec.encode(new Ring(ring.epoch(), ring.policy(), ring.active(), ring.activated(), ring.keys(),
                ring.carried(), List.of(new RevokedKey(Rings.kid(1, "revoke"), "a-thumbprint")),
                new Hold(Rings.START, "olga"), ring.journal()));
    }

    private static ObjectNode with(String pointer, @Nullable JsonNode value) {
        ObjectNode data = ring();
        if (pointer.startsWith(ENTRY + "/")) {
            ObjectNode entry = entryOf(data);
            put(entry, pointer.substring(ENTRY.length()), value);
            ((ArrayNode) data.at("/ring/journal")).set(0, MAPPER.valueToTree(entry.toString()));
        } else {
            put(data, "/ring" + pointer, value);
        }
        return data;
    }

    /// The first entry of the journal, which stands there as the text of an object.
    private static ObjectNode entryOf(ObjectNode data) {
        return (ObjectNode) MAPPER.readTree(data.at("/ring" + ENTRY).stringValue());
    }

    private static void put(ObjectNode data, String pointer, @Nullable JsonNode value) {
        JsonPointer at = JsonPointer.compile(pointer);
        JsonNode parent = data.at(at.head());
        JsonPointer last = Objects.requireNonNull(at.last());
        if (parent instanceof ArrayNode list) {
            int index = last.getMatchingIndex();
            if (value == null) {
                list.remove(index);
            } else {
                list.set(index, value);
            }
        } else if (value == null) {
            ((ObjectNode) parent).remove(last.getMatchingProperty());
        } else {
            ((ObjectNode) parent).set(last.getMatchingProperty(), value);
        }
    }

    private static String problemOf(JsonNode data) {
        RingDocument document = RingCodec.decode(data, 1);
        assertThat(document).isInstanceOf(RingDocument.Malformed.class);
        return ((RingDocument.Malformed) document).problem();
    }
}
