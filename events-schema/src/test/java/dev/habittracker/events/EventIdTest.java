package dev.habittracker.events;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventIdTest {

    private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    private static final UUID URL = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    @Test
    void aNameBasedUuid_isTheOneOfRfc9562AppendixA4() {
        assertThat(EventId.nameBased(DNS, "www.example.com")).hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }

    @Test
    void aNameBasedUuid_isTheOneThatPythonsUuid5Computes() {
        assertThat(EventId.nameBased(DNS, "python.org")).hasToString("886313e1-3b8a-5372-9b90-0c9aee199e5d");
        assertThat(EventId.nameBased(URL, "http://www.ietf.org/rfc/rfc9562.txt"))
                .hasToString("a6e8f5ad-6029-595e-b917-0a2671202b4a");
    }

    @Test
    void theIdOfAWrite_neverChanges() {
        assertThat(EventId.of("habit-tracker", 1795500000, 42, "w-42"))
                .hasToString("a7dc7ad2-0327-59f9-83f4-4e84ea664698");
        assertThat(EventId.of("ü", 1, 1, "x")).hasToString("2213115c-f096-5c3f-9eac-af7dc9c9f52e");
    }

    @Test
    void theIdOfAnEvent_isThatOfItsWrite() {
        assertThat(EventId.of(Samples.event(EventType.KEY_ROTATED)))
                .isEqualTo(EventId.of("habit-tracker", 1795500000, 42, "w-42"));
    }

    @Test
    void anyPartThatDiffers_givesAnotherId() {
        Set<UUID> ids = new HashSet<>();
        ids.add(EventId.of("a", 1, 2, "w"));
        ids.add(EventId.of("b", 1, 2, "w"));
        ids.add(EventId.of("a", 2, 2, "w"));
        ids.add(EventId.of("a", 1, 3, "w"));
        ids.add(EventId.of("a", 1, 2, "v"));

        assertThat(ids).hasSize(5);
    }

    @Test
    void partsThatLookLikeAnothersSeparators_giveAnotherId() {
        assertThat(EventId.of("a", 1, 2, "3.4/w")).isNotEqualTo(EventId.of("a/1.2", 3, 4, "w"));
        assertThat(EventId.of("a", 1, 23, "w")).isNotEqualTo(EventId.of("a", 12, 3, "w"));
    }
}
