package dev.habittracker.events.kafka;

import java.util.EnumSet;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.events.MemberStatus;
import dev.habittracker.events.kafka.Decoded.Event;
import dev.habittracker.events.kafka.Decoded.Malformed;
import dev.habittracker.events.kafka.Decoded.Tombstone;
import dev.habittracker.events.kafka.Decoded.UnknownType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/// Random records, and real ones with random damage. Repeat a failure with `-Dseed=` and the number that it prints.
class AnyRecordTest {

    private static final int ROUNDS = 10_000;

    private enum Kind {
        EVENT, UNKNOWN_TYPE, TOMBSTONE, MALFORMED
    }

    @Test
    void noRecordWhatever_makesAReaderThrow_andWhatIsReadCanBeWrittenAgain() {
        long first = Long.getLong("seed", System.nanoTime());
        Set<Kind> eventsMet = EnumSet.noneOf(Kind.class);
        Set<Kind> statusesMet = EnumSet.noneOf(Kind.class);
        for (long seed = first; seed < first + ROUNDS; seed++) {
            try {
                ConsumerRecord<?, byte[]> entry = new AnyRecord(seed).next();
                Decoded<KeyEvent> event = KeyEventRecords.read(entry);
                Decoded<MemberStatus> status = MemberStatusRecords.read(entry);
                eventsMet.add(kind(event));
                statusesMet.add(kind(status));
                if (event instanceof Event<KeyEvent>(KeyEvent value)) {
                    assertThat(KeyEventRecords.read(Consumed.of(KeyEventRecords.write("t", value)))).isEqualTo(event);
                }
                if (status instanceof Event<MemberStatus>(MemberStatus value)) {
                    assertThat(MemberStatusRecords.read(Consumed.of(MemberStatusRecords.write("t", value))))
                            .isEqualTo(status);
                }
                assertThat(DeadLetters.of("dead", entry, "damaged").value()).isEqualTo(entry.value());
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                fail("fails at once with -Dseed=%d".formatted(seed), e);
            }
        }
        assertThat(eventsMet).as("first seed %d", first).containsExactly(Kind.values());
        assertThat(statusesMet).as("first seed %d", first).containsExactly(Kind.values());
    }

    private static Kind kind(Decoded<?> decoded) {
        return switch (decoded) {
            case Event<?> event -> Kind.EVENT;
            case UnknownType<?> unknown -> Kind.UNKNOWN_TYPE;
            case Tombstone<?> tombstone -> Kind.TOMBSTONE;
            case Malformed<?> malformed -> Kind.MALFORMED;
        };
    }
}
