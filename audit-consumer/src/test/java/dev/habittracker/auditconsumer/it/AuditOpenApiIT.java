package dev.habittracker.auditconsumer.it;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.habittracker.auditconsumer.it.AuditApi.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The document that describes the API says what the API does. */
class AuditOpenApiIT extends AuditService {

    private static final JsonMapper JSON = new JsonMapper();

    /** The actuator has another one. */
    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();

    @Test
    void document_namesEveryAddressAndNoOther() {
        Set<String> served = mapping.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPatternValues().stream()).filter(pattern -> pattern.startsWith("/audit/"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(document().required("paths").propertyNames()).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void document_namesTheParametersThatEachAddressTakes() {
        document().required("paths").properties().forEach(path -> {
            Set<String> documented = StreamSupport
                    .stream(path.getValue().required("get").path("parameters").spliterator(), false)
                    .map(this::resolved).filter(parameter -> parameter.required("in").asString().equals("query"))
                    .map(parameter -> parameter.required("name").asString())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!documented.isEmpty()) {
                Answer answer = auditor().get(path.getKey() + "?no_such_parameter=1");
                assertThat(answer.status()).as(path.getKey()).isEqualTo(400);
                assertThat(answer.detail()).as(path.getKey()).isEqualTo(
                        "the parameter 'no_such_parameter' is none of " + String.join(", ", documented));
            }
        });
    }

    @Test
    void answers_areAsTheDocumentDescribesThem() {
        slice().vaultClient().post(slice().mount() + "/data/described", Map.of("data", Map.of("n", 1)));
        slice().vaultClient().get(slice().mount() + "/data/described");
        String path = slice().mount() + "/data/described";
        await().atMost(PATIENCE).until(() -> auditor().get("/audit/records?path=" + path).list("records").size() == 4);
        String id = auditor().get("/audit/records?path=" + path).list("records").getFirst().required("id").asString();

        jdbc().sql("""
                insert into audit_fact (kind, noticed, node, device, file, from_position, to_position, records, detail)
                values ('REPEATED', now(), 'n', 'd', 'f', 0, 1, 1, 'as an example')""").update();
        Map.of("/audit/facts", "Facts", "/audit/coverage", "Coverages", "/audit/verify", "Verified",
                "/audit/key-reads?path=" + path, "KeyReads", "/audit/records?limit=2", "Records",
                "/audit/records/" + id, "Record", "/audit/unanswered", "Records",
                "/audit/secrets?path_prefix=" + slice().mount(), "Secrets", "/audit/access", "Accesses",
                "/audit/records?from=yesterday", "Problem").forEach((question, schema) -> {
                    Answer answer = auditor().get(question);
                    assertThat(errors(schema, answer.body())).as(question + " " + answer.body()).isEmpty();
                });
    }

    @Test
    void documentIsForAnybody() {
        assertThat(nobody().get("/audit/openapi.yaml").status()).isEqualTo(200);
    }

    private JsonNode resolved(JsonNode parameter) {
        String reference = parameter.path("$ref").asString("");
        return reference.isEmpty() ? parameter : document().at(reference.substring(1));
    }

    private List<String> errors(String name, String body) {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$ref", "#/components/schemas/" + name);
        schema.set("components", document().required("components"));
        Schema checked = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString(), InputFormat.JSON);
        return checked.validate(body, InputFormat.JSON).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage()).toList();
    }

    private JsonNode document() {
        Object yaml = new Yaml().load(nobody().get("/audit/openapi.yaml").body());
        return JSON.valueToTree(yaml);
    }
}
