package dev.habittracker.keyring.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.habittracker.keyring.ring.Ring;

import static org.assertj.core.api.Assertions.assertThat;

/// A store that is empty when a test begins, and what tests do with it.
public interface StoreUnderTest {

    /// A value that no message may quote.
    String CANARY = "canary-7f3a9c51e2-not-to-be-quoted";

    /// The store.
    RingStore store();

    /// The same secret, by hand.
    SecretByHand byHand();

    default Instant now() {
        return store().metadata().time().earliest();
    }

    default Ring write(Ring ring) {
        assertThat(store().write(ring, ring.version() - 1)).isInstanceOf(StoreWrite.Stored.class);
        return ring;
    }

    default Ring wholeRing() {
        StoreReading reading = store().read();
        assertThat(reading).isInstanceOf(StoreReading.Whole.class);
        return ((StoreReading.Whole) reading).ring();
    }

    /// Keys with their material, and everything else as it prints, which is without.
    default void assertSame(@Nullable Ring actual, Ring expected) {
        assertThat(actual).hasToString(expected.toString());
        assertThat(actual).extracting(Ring::keys).isEqualTo(expected.keys());
    }

    default List<String> writeRepeatedly(int times) {
        List<String> written = new ArrayList<>();
        while (written.size() < times) {
            Ring ring = wholeRing();
            Ring next = TestRings.above(ring, now());
            if (store().write(next, ring.version()) instanceof StoreWrite.Stored) {
                written.add(next.writeId());
            }
        }
        return written;
    }

    default void assertMalformed(long version) {
        assertThat(store().read()).isInstanceOfSatisfying(StoreReading.Malformed.class, malformed -> {
            assertThat(malformed.version()).isEqualTo(version);
            assertThat(malformed.problem()).isNotBlank().doesNotContain(CANARY);
        });
    }

    default ObjectNode bare(String secret) {
        return JsonNodeFactory.instance.objectNode().put("jwt_secret_key", secret);
    }
}
