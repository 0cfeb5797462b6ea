package dev.habittracker.events;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class SchemasTest {

    private static final String STATUS = Schemas.memberStatusId().toString();

    @Test
    void everyType_hasASchema_andEverySchemaATypeButTheSharedParts() {
        Set<String> expected = new TreeSet<>(Set.of("common.v1.json", "member-status.v1.json"));
        Arrays.stream(EventType.values()).forEach(type -> expected.add(type.wireName() + ".v1.json"));

        assertThat(SchemaFiles.all().keySet()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void aSchemasId_isTheOneThatRecordsCarry(EventType type) {
        assertThat(SchemaFiles.resource(Schemas.resource(type)).get("$id").asString())
                .isEqualTo(Schemas.id(type).toString());
        assertThat(SchemaFiles.resource(Schemas.memberStatusResource()).get("$id").asString()).isEqualTo(STATUS);
    }

    @ParameterizedTest
    @EnumSource
    void anEvent_fitsItsSchema_closedAsItIsForWriters(EventType type) {
        assertThat(SchemaFiles.problemsForWriters(id(type), EventJson.toJson(Samples.event(type)))).isEmpty();
    }

    @Test
    void aStatus_fitsItsSchema_closedAsItIsForWriters() {
        for (MemberStatus status : List.of(Samples.status(), Samples.statusBeforeTheFirstRead(),
                Samples.statusAfterForget())) {
            assertThat(SchemaFiles.problemsForWriters(STATUS, EventJson.toJson(status))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAdditionalProperty_isForbiddenToWriters_andToleratedForReaders_atEveryDepth(EventType type) {
        ObjectNode whole = EventJson.toJson(Samples.event(type));
        for (int i = 0; i < JsonObjects.in(whole).size(); i++) {
            ObjectNode data = whole.deepCopy();
            JsonObjects.in(data).get(i).put("added_later", 1);

            assertThat(SchemaFiles.problemsForWriters(id(type), data)).as("object %d", i).isNotEmpty();
            assertThat(SchemaFiles.problemsForReaders(id(type), data)).as("object %d", i).isEmpty();
        }
    }

    @Test
    void aStatusWithAnAdditionalProperty_isForbiddenToWriters_andToleratedForReaders() {
        ObjectNode whole = EventJson.toJson(Samples.status());
        for (int i = 0; i < JsonObjects.in(whole).size(); i++) {
            ObjectNode data = whole.deepCopy();
            JsonObjects.in(data).get(i).put("added_later", 1);

            assertThat(SchemaFiles.problemsForWriters(STATUS, data)).as("object %d", i).isNotEmpty();
            assertThat(SchemaFiles.problemsForReaders(STATUS, data)).as("object %d", i).isEmpty();
        }
    }

    @Test
    void aMalformedValue_doesNotFit() {
        ObjectNode data = EventJson.toJson(Samples.event(EventType.KEY_ROTATED));

        assertThat(problems(data.deepCopy().put("version", 0))).isNotEmpty();
        assertThat(problems(data.deepCopy().put("decided", "2026-11-24T08:00:00+01:00"))).isNotEmpty();
        assertThat(problems(data.deepCopy().put("decided", "yesterdayZ"))).isNotEmpty();
        assertThat(problems(withActive(data, "kid", "not-a-kid"))).isNotEmpty();
        assertThat(problems(withActive(data, "algorithm", "none"))).isNotEmpty();
        assertThat(problems(withActive(data, "max_token_lifetime", "PT"))).isNotEmpty();
        assertThat(problems(withActive(data, "max_token_lifetime", "PT-15M"))).isNotEmpty();
        assertThat(problems(data)).isEmpty();
    }

    private static List<String> problems(ObjectNode data) {
        return SchemaFiles.problemsForReaders(id(EventType.KEY_ROTATED), data);
    }

    private static ObjectNode withActive(ObjectNode data, String field, String value) {
        ObjectNode copy = data.deepCopy();
        ((ObjectNode) copy.get("active")).put(field, value);
        return copy;
    }

    private static String id(EventType type) {
        return Schemas.id(type).toString();
    }
}
