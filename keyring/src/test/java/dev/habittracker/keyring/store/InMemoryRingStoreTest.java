package dev.habittracker.keyring.store;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InMemoryRingStoreTest extends RingStoreContract {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final InMemoryRingStore memory = new InMemoryRingStore(Clock.fixed(NOW, ZoneOffset.UTC));

    @Override
    protected RingStore freshStore() {
        return memory;
    }

    @Override
    protected SecretByHand hand() {
        return new InMemoryHand(memory);
    }

    @Test
    void read_whileSwitchedOff_failsLikeThat() {
        memory.failWith(StoreException.Kind.SEALED);

        assertThatThrownBy(memory::read).isInstanceOfSatisfying(StoreException.class,
                e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.SEALED));

        memory.failWith(null);
        assertThat(memory.read()).isInstanceOf(StoreReading.Missing.class);
    }

    @Test
    void restoreTo_anEarlierVersion_countsAgainFromThere() {
        var first = TestRings.created(NOW);
        memory.write(first, 0);
        memory.write(TestRings.above(first, NOW), 1);

        memory.restoreTo(1);
        var other = TestRings.above(first, NOW);
        memory.write(other, 1);

        assertThat(memory.read()).isInstanceOfSatisfying(StoreReading.Whole.class,
                whole -> assertThat(whole.ring().writeId()).isEqualTo(other.writeId()));
    }

    private record InMemoryHand(InMemoryRingStore memory) implements SecretByHand {

        @Override
        public long put(JsonNode data) {
            return memory.put(data, memory.metadata().currentVersion());
        }

        @Override
        public boolean putPlainly(JsonNode data) {
            try {
                memory.put(data);
                return true;
            } catch (StoreException e) {
                return false;
            }
        }

        @Override
        public void delete() {
            memory.delete();
        }

        @Override
        public void destroy(long version) {
            memory.destroy(version);
        }

        @Override
        public void deleteAll() {
            memory.deleteAll();
        }

        @Override
        public List<String> contents() {
            return memory.contents();
        }
    }
}
