package dev.habittracker.events;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/// Schemas are written by hand, and so are records. Here they are held together, field by field.
class SchemaAndRecordTest {

    @ParameterizedTest
    @EnumSource
    void anEventsSchema_namesTheFieldsOfItsRecord_andDemandsThoseThatCannotBeNull(EventType type) {
        compare(type.wireName(), SchemaFiles.resource(Schemas.resource(type)), type.dataType());
    }

    @Test
    void theStatusesSchema_namesTheFieldsOfItsRecord_andDemandsThoseThatCannotBeNull() {
        compare("member-status", SchemaFiles.resource(Schemas.memberStatusResource()), MemberStatus.class);
    }

    private static void compare(String path, JsonNode schema, Class<?> type) {
        Map<String, RecordComponent> components = components(type);
        Map<String, JsonNode> properties = new TreeMap<>();
        Set<String> required = new TreeSet<>();
        collect(schema, properties, required);

        assertThat(properties.keySet()).as("fields of %s", path).isEqualTo(components.keySet());
        assertThat(required).as("mandatory fields of %s", path).isEqualTo(mandatory(components));
        components.forEach((name, component) -> {
            JsonNode property = resolve(Objects.requireNonNull(properties.get(name)));
            if (component.getType().isRecord()) {
                compare(path + "." + name, property, component.getType());
            } else if (element(component) instanceof Class<?> element && element.isRecord()) {
                compare(path + "." + name, resolve(property.path("items")), element);
            }
        });
    }

    private static Map<String, RecordComponent> components(Class<?> type) {
        Map<String, RecordComponent> components = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                components.putAll(components(component.getType()));
            } else {
                components.put(component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT),
                        component);
            }
        }
        return components;
    }

    private static Set<String> mandatory(Map<String, RecordComponent> components) {
        Set<String> mandatory = new TreeSet<>();
        components.forEach((name, component) -> {
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                mandatory.add(name);
            }
        });
        return mandatory;
    }

    private static void collect(JsonNode schema, Map<String, JsonNode> properties, Set<String> required) {
        schema.path("properties").forEachEntry(properties::put);
        schema.path("required").forEach(name -> required.add(name.asString()));
        schema.path("allOf").forEach(part -> collect(resolve(part), properties, required));
    }

    private static JsonNode resolve(JsonNode schema) {
        if (!schema.has("$ref")) {
            return schema;
        }
        String[] ref = schema.get("$ref").asString().split("#", 2);
        JsonNode target = SchemaFiles.resource("schemas/keys/" + ref[0]).at(ref[1]);
        assertThat(target.isObject()).as("%s leads to a schema", schema.get("$ref")).isTrue();
        return target;
    }

    private static @Nullable Type element(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : null;
    }
}
