package dev.habittracker.events;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventJsonTest {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @EnumSource
    void anEvent_writtenAndRead_isTheSame(EventType type) {
        KeyEvent event = Samples.event(type);

        assertThat(EventJson.fromJson(type, EventJson.toJson(event))).isEqualTo(event);
        assertThat(EventJson.fromBytes(type, EventJson.toBytes(event))).isEqualTo(event);
    }

    @ParameterizedTest
    @EnumSource
    void tree_andBytes_sayTheSameInTheSameOrder(EventType type) {
        KeyEvent event = Samples.event(type);

        assertThat(new String(EventJson.toBytes(event), StandardCharsets.UTF_8))
                .isEqualTo(EventJson.toJson(event).toString());
    }

    @Test
    void aStatus_writtenAndRead_isTheSame() {
        for (MemberStatus status : List.of(Samples.status(), Samples.statusBeforeTheFirstRead(),
                Samples.statusAfterForget())) {
            assertThat(EventJson.statusFromJson(EventJson.toJson(status))).isEqualTo(status);
            assertThat(EventJson.statusFromBytes(EventJson.toBytes(status))).isEqualTo(status);
        }
    }

    @Test
    void theWritesHeader_liesFlatBesideTheEventsOwnFields_inSnakeCase() {
        assertThat(EventJson.toJson(Samples.event(EventType.KEY_ROTATED)).toString()).isEqualTo("""
                {"keyring":"habit-tracker","epoch":1795500000,"version":42,"write_id":"w-42",\
                "decided":"2026-11-24T08:00:00Z",\
                "reason":"asked for, and every live member holds NEXT",\
                "request_id":"r-7","by":"olga",\
                "active":{"kid":"1795500000.1.q3Zx9A","algorithm":"HS256","max_token_lifetime":"PT15M"},\
                "former":{"kid":"1795500000.1.aB3dE6","exp":"2026-11-24T09:15:20Z"},\
                "next":{"kid":"1795500000.42.Mn7_-k","algorithm":"HS256","max_token_lifetime":"PT15M"}}""");
    }

    @Test
    void anAbsentValue_isLeftOut() {
        assertThat(EventJson.toJson(Samples.event(EventType.RING_CREATED)).has("request_id")).isFalse();
        assertThat(EventJson.toJson(Samples.statusBeforeTheFirstRead()).propertyNames()).containsExactly("keyring",
                "instance", "service", "role", "sequence", "sent", "interval", "keys", "kids_seen", "ready",
                "problems");
    }

    @Test
    void anAbsentValue_mayAlsoBeNull() {
        ObjectNode data = EventJson.toJson(Samples.event(EventType.RING_CREATED)).putNull("request_id");

        assertThat(EventJson.fromJson(EventType.RING_CREATED, data)).isEqualTo(Samples.event(EventType.RING_CREATED));
    }

    @ParameterizedTest
    @EnumSource
    void fieldsOfALaterWriter_areTolerated_atEveryDepth(EventType type) {
        ObjectNode data = EventJson.toJson(Samples.event(type));
        JsonObjects.in(data).forEach(object -> object.put("added_later", "x").putObject("also").put("deep", 1));

        assertThat(EventJson.fromJson(type, data)).isEqualTo(Samples.event(type));
    }

    @ParameterizedTest
    @EnumSource
    void aMandatoryFieldThatIsMissingOrNull_isRefusedByName_whereverItIs(EventType type) {
        for (Field field : mandatoryFieldsOf(EventJson.toJson(Samples.event(type)))) {
            assertThatThrownBy(() -> EventJson.fromJson(type, without(type, field)))
                    .isInstanceOf(EventFormatException.class)
                    .hasMessage("%s: field %s is missing".formatted(type.wireName(), field.path()));
            assertThatThrownBy(() -> EventJson.fromJson(type, withNull(type, field)))
                    .isInstanceOf(EventFormatException.class)
                    .hasMessage("%s: field %s is null".formatted(type.wireName(), field.path()));
        }
    }

    @Test
    void aNullInAList_isRefused() {
        ObjectNode data = EventJson.toJson(Samples.event(EventType.KEY_REVOKED));
        data.withArray("revoked").addNull();

        assertThatThrownBy(() -> EventJson.fromJson(EventType.KEY_REVOKED, data))
                .hasMessage("key-revoked: field revoked[1] is null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = { //
            "version       | \"42\"", //
            "version       | 42.5", //
            "version       | true", //
            "version       | 9223372036854775808", //
            "keyring       | 42", //
            "keyring       | 4.2", //
            "keyring       | true", //
            "keyring       | [\"habit-tracker\"]", //
            "request_id    | 7", //
            "decided       | 1795500000", //
            "decided       | \"\"", //
            "decided       | \"yesterday\"", //
            "active        | \"1795500000.1.q3Zx9A\"", //
            "active        | []", //
            "former        | [{\"kid\":\"a\",\"exp\":\"2026-11-24T09:15:20Z\"}]"})
    void aValueOfAnotherKind_isRefusedAndNotCoerced(String field, String value) {
        ObjectNode data = EventJson.toJson(Samples.event(EventType.KEY_ROTATED));
        data.set(field, JSON.readTree(value));

        assertThatThrownBy(() -> EventJson.fromJson(EventType.KEY_ROTATED, data))
                .isInstanceOf(EventFormatException.class)
                .hasMessage("key-rotated: field %s is malformed".formatted(field));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"interval | 5", "interval | \"5s\"", "role | 1",
            "role | \"boss\"", "ready | \"true\"", "ready | 1", "applied | \"1795500000.42\"", "keys | {}"})
    void aMalformedStatus_isRefused(String field, String value) {
        ObjectNode data = EventJson.toJson(Samples.status());
        data.set(field, JSON.readTree(value));

        assertThatThrownBy(() -> EventJson.statusFromJson(data)).isInstanceOf(EventFormatException.class)
                .hasMessage("member-status: field %s is malformed".formatted(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense", "{} {}", "{\"version\":1,\"version\":2}"})
    void whatIsNotOneJsonText_isRefused(String text) {
        assertThatThrownBy(() -> EventJson.fromBytes(EventType.KEY_RETIRED, text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(EventFormatException.class).hasMessageStartingWith("key-retired: not ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"text\"", "42"})
    void whatIsNotAnObject_isRefused(String text) {
        assertThatThrownBy(() -> EventJson.statusFromBytes(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(EventFormatException.class).hasMessage("member-status: not a JSON object");
    }

    @Test
    void aRefusal_neverQuotesWhatItMet() {
        String secret = "hunter2-hunter2";
        List<String> payloads = List.of(secret, "{\"" + secret + "\":}", "{\"keyring\":[\"" + secret + "\"]}",
                "{\"keyring\":\"a\",\"epoch\":\"" + secret + "\"}", "{\"decided\":\"" + secret + "\"}",
                "{\"" + secret + "\":1,\"" + secret + "\":2}");

        for (String payload : payloads) {
            assertThatThrownBy(
                    () -> EventJson.fromBytes(EventType.ROTATION_RESUMED, payload.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(EventFormatException.class).hasMessageNotContaining(secret).hasNoCause()
                    .satisfies(e -> assertThat(e.getSuppressed()).isEmpty());
        }
    }

    private record Field(String path, List<Object> steps) {}

    private static List<Field> mandatoryFieldsOf(ObjectNode data) {
        List<Field> fields = new ArrayList<>();
        collect(data, "", List.of(), fields);
        return fields.stream().filter(field -> !field.path().equals("request_id")).toList();
    }

    private static void collect(JsonNode node, String path, List<Object> steps, List<Field> into) {
        if (node instanceof ObjectNode object) {
            object.forEachEntry((name, value) -> {
                String here = path.isEmpty() ? name : path + "." + name;
                List<Object> stepsHere = append(steps, name);
                into.add(new Field(here, stepsHere));
                collect(value, here, stepsHere, into);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                collect(array.get(i), path + "[" + i + "]", append(steps, i), into);
            }
        }
    }

    private static List<Object> append(List<Object> steps, Object step) {
        List<Object> longer = new ArrayList<>(steps);
        longer.add(step);
        return List.copyOf(longer);
    }

    private static ObjectNode without(EventType type, Field field) {
        ObjectNode data = EventJson.toJson(Samples.event(type));
        parentOf(data, field).remove((String) field.steps().getLast());
        return data;
    }

    private static ObjectNode withNull(EventType type, Field field) {
        ObjectNode data = EventJson.toJson(Samples.event(type));
        parentOf(data, field).putNull((String) field.steps().getLast());
        return data;
    }

    private static ObjectNode parentOf(ObjectNode data, Field field) {
        JsonNode node = data;
        for (Object step : field.steps().subList(0, field.steps().size() - 1)) {
            node = step instanceof Integer index ? node.get(index) : node.get((String) step);
        }
        return (ObjectNode) node;
    }
}
