package dev.habittracker.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schemas on the class path, as readers see them and as writers are held to them.
public final class SchemaFiles {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String FOLDER = "schemas/keys";

    private SchemaFiles() {}

    /// All schemas by file name.
    static Map<String, ObjectNode> all() {
        Map<String, ObjectNode> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder())) {
            files.forEach(file -> all.put(file.getFileName().toString(), read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /// What does not fit the schema as published, which lets properties pass that it does not name.
    public static List<String> problemsForReaders(String id, JsonNode data) {
        return problems(id, data, false);
    }

    /// What does not fit the schema with every object closed, as a writer's output has to be.
    static List<String> problemsForWriters(String id, JsonNode data) {
        return problems(id, data, true);
    }

    static JsonNode resource(String name) {
        try (InputStream in = Objects.requireNonNull(SchemaFiles.class.getClassLoader().getResourceAsStream(name),
                () -> "no " + name + " on the class path")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> problems(String id, JsonNode data, boolean closed) {
        Map<String, String> byId = new TreeMap<>();
        all().values().forEach(
                schema -> byId.put(schema.get("$id").asString(), (closed ? closed(schema) : schema).toString()));
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemas(byId).schemaRegistryConfig(
                        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()))
                .getSchema(SchemaLocation.of(id));
        return schema.validate(data).stream().map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private static ObjectNode closed(ObjectNode schema) {
        ObjectNode closed = schema.deepCopy();
        close(closed);
        if (closed.has("type")) {
            closed.put("unevaluatedProperties", false);
        }
        // Stands in an allOf beside an event's own properties, which it does not know.
        if (closed.at("/$defs/write-header") instanceof ObjectNode header) {
            header.remove("unevaluatedProperties");
        }
        return closed;
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.get("properties") instanceof ObjectNode) {
            object.put("unevaluatedProperties", false);
        }
        node.forEach(SchemaFiles::close);
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(SchemaFiles.class.getClassLoader().getResource(FOLDER),
                    "no " + FOLDER + " on the class path").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode read(Path file) {
        return (ObjectNode) JSON.readTree(file);
    }
}
