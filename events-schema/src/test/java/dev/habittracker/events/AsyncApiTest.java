package dev.habittracker.events;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import dev.habittracker.events.kafka.DeadLetters;
import dev.habittracker.events.kafka.KeyEventRecords;
import dev.habittracker.events.kafka.MemberStatusRecords;

import static org.assertj.core.api.Assertions.assertThat;

class AsyncApiTest {

    private final JsonNode document = read();

    @Test
    void theDocument_namesExactlyTheTopics() {
        assertThat(document.get("asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(channels().keySet()).containsExactlyInAnyOrderElementsOf(
                defaults().stream().map(TopicSettings::topic).toList());
        assertThat(channels().keySet()).containsExactlyInAnyOrderElementsOf(namesByReflection());
    }

    @Test
    void aChannelsSettings_areTheDefaultsForThreeBrokers() {
        for (TopicSettings settings : defaults()) {
            JsonNode kafka = Objects.requireNonNull(channels().get(settings.topic())).at("/bindings/kafka");
            JsonNode configuration = kafka.get("topicConfiguration");

            assertThat(kafka.get("partitions").asInt()).as(settings.topic()).isEqualTo(settings.partitions());
            assertThat(kafka.get("replicas").asInt()).as(settings.topic()).isEqualTo(settings.replication());
            assertThat(configuration.get("cleanup.policy").values()).as(settings.topic())
                    .extracting(JsonNode::asString).containsExactly(settings.cleanup().configValue());
            if (settings.cleanup() == CleanupPolicy.DELETE) {
                assertThat(configuration.get("retention.ms").asLong()).as(settings.topic())
                        .isEqualTo(settings.retentionMillis());
            } else {
                assertThat(configuration.has("retention.ms")).as(settings.topic()).isFalse();
            }
        }
    }

    @Test
    void theKeyEventsChannel_hasOneMessagePerType_withItsSchema() {
        Map<String, String> schemaByType = new TreeMap<>();
        for (JsonNode message : messagesOf("habit.keys.events")) {
            String type = message.get("name").asString();
            assertThat(message.at("/headers/allOf/1/properties/ce_type/const").asString()).isEqualTo(type);
            schemaByType.put(type, message.at("/payload/schema/$ref").asString());
        }

        assertThat(schemaByType).hasSize(EventType.values().length);
        for (EventType type : EventType.values()) {
            assertThat(schemaByType).containsEntry(type.cloudEventType(), Schemas.resource(type));
        }
    }

    @Test
    void theMembersChannel_hasTheStatusAndTheTombstone() {
        assertThat(messagesOf("habit.keys.members")).extracting(message -> message.get("name").asString())
                .containsExactly(MemberStatus.CLOUD_EVENT_TYPE, "tombstone");
        assertThat(document.at("/components/messages/memberStatus/payload/schema/$ref").asString())
                .isEqualTo(Schemas.memberStatusResource());
    }

    @Test
    void everyReference_leadsSomewhere() {
        List<String> references = new ArrayList<>();
        collectReferences(document, references);

        assertThat(references).hasSizeGreaterThan(50).allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
            } else {
                assertThat(SchemaFiles.resource(reference).has("$id")).as(reference).isTrue();
            }
        });
    }

    @Test
    void aRecordsHeaders_areThoseThatTheDocumentDemands() {
        JsonNode demanded = document.at("/components/schemas/cloudEventHeaders");

        for (ProducerRecord<String, byte[]> written : List.of(
                KeyEventRecords.write("t", Samples.event(EventType.KEY_ROTATED)),
                MemberStatusRecords.write("t", Samples.status()))) {
            List<String> names = Arrays.stream(written.headers().toArray()).map(Header::key).toList();
            assertThat(demanded.get("required").values()).extracting(JsonNode::asString)
                    .containsExactlyInAnyOrderElementsOf(names);
            assertThat(demanded.get("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void aDeadLettersHeaders_areThoseThatTheDocumentNames() {
        assertThat(document.at("/components/messages/deadLetter/headers/properties").propertyNames())
                .containsExactlyInAnyOrder(DeadLetters.TOPIC, DeadLetters.PARTITION, DeadLetters.OFFSET,
                        DeadLetters.TIMESTAMP, DeadLetters.REASON);
    }

    private Map<String, JsonNode> channels() {
        Map<String, JsonNode> channels = new TreeMap<>();
        document.get("channels").forEach(channel -> channels.put(channel.get("address").asString(), channel));
        return channels;
    }

    private List<JsonNode> messagesOf(String topic) {
        return Objects.requireNonNull(channels().get(topic)).get("messages").values().stream()
                .map(message -> document.at(message.get("$ref").asString().substring(1))).toList();
    }

    private static List<TopicSettings> defaults() {
        return Stream.concat(TopicSettings.ofKeys(Topics.DEFAULT, 3).stream(),
                TopicSettings.ofAudit(Topics.DEFAULT, 3).stream()).toList();
    }

    /// Every method of [Topics] that gives a name is a topic, those added later too.
    private static List<String> namesByReflection() {
        return Arrays.stream(Topics.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == String.class && method.getParameterCount() == 0)
                .filter(method -> !List.of("prefix", "toString").contains(method.getName())).map(method -> {
                    try {
                        return (String) method.invoke(Topics.DEFAULT);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                }).toList();
    }

    private static void collectReferences(JsonNode node, List<String> into) {
        if (node.has("$ref")) {
            into.add(node.get("$ref").asString());
        }
        node.forEach(child -> collectReferences(child, into));
    }

    private static JsonNode read() {
        try (InputStream in = AsyncApiTest.class.getResourceAsStream("/asyncapi.yaml")) {
            return new YAMLMapper().readTree(Objects.requireNonNull(in, "no asyncapi.yaml on the class path"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
