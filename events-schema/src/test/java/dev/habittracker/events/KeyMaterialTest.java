package dev.habittracker.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class KeyMaterialTest {

    @Test
    void noEventAndNoStatus_hasAPlaceForKeyMaterial() {
        List<Class<?>> types = new ArrayList<>(List.of(KeyEvent.class.getPermittedSubclasses()));
        types.add(MemberStatus.class);

        assertThat(types).hasSize(EventType.values().length + 1)
                .containsAll(Arrays.stream(EventType.values()).map(EventType::dataType).toList());
        assertThat(KeyMaterial.placesIn(types)).isEmpty();
    }

    @Test
    void noSchema_hasAPropertyForKeyMaterial() {
        List<String> names = new ArrayList<>();
        SchemaFiles.all().values().forEach(schema -> collectProperties(schema, names));

        assertThat(names).contains("kid", "write_id", "kids_seen").noneMatch(KeyMaterial::isForbidden);
    }

    record Bytes(long version, byte[] value) {}

    record FreeText(String note) {}

    record Jwk(long jwk) {}

    record PrivateExponent(long d) {}

    record Anything(Object value) {}

    record AnyMap(Map<String, String> values) {}

    record Deep(List<Middle> parts) {}

    record Middle(Bytes inner) {}

    @Test
    void aPlantedPlace_isFound_whereverItIs() {
        assertThat(KeyMaterial.placesIn(List.of(Bytes.class))).containsExactly("Bytes.value is of type byte[]");
        assertThat(KeyMaterial.placesIn(List.of(FreeText.class)))
                .containsExactly("FreeText.note is text that is not on the list");
        assertThat(KeyMaterial.placesIn(List.of(Jwk.class))).containsExactly("Jwk.jwk has a name of key material");
        assertThat(KeyMaterial.placesIn(List.of(PrivateExponent.class)))
                .containsExactly("PrivateExponent.d has a name of key material");
        assertThat(KeyMaterial.placesIn(List.of(Anything.class)))
                .containsExactly("Anything.value is of type java.lang.Object");
        assertThat(KeyMaterial.placesIn(List.of(AnyMap.class))).hasSize(1);
        assertThat(KeyMaterial.placesIn(List.of(Deep.class))).containsExactly("Bytes.value is of type byte[]");
        assertThat(KeyMaterial.placesIn(List.of(Object.class))).containsExactly("Object is no record");
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "d", "p", "q", "jwk", "active_jwk", "secret", "jwt_secret_key", "private_key",
            "key_material", "token", "vault_token", "password"})
    void aNameOfKeyMaterial_isForbidden(String name) {
        assertThat(KeyMaterial.isForbidden(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kid", "keyring", "keys", "by", "max_token_lifetime", "kids_seen"})
    void aNameThatOnlyLooksAlike_isAllowed(String name) {
        assertThat(KeyMaterial.isForbidden(name)).isFalse();
    }

    private static void collectProperties(JsonNode node, List<String> into) {
        into.addAll(node.path("properties").propertyNames());
        node.forEach(child -> collectProperties(child, into));
    }
}
