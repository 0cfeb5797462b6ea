package dev.habittracker.events.kafka;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import dev.habittracker.events.kafka.Decoded.UnknownType;

import static org.assertj.core.api.Assertions.assertThat;

class UnknownTypesTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(UnknownTypes.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final UnknownTypes unknownTypes = new UnknownTypes();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.setAdditive(true);
        logger.detachAppender(lines);
    }

    @Test
    void aType_isLoggedOnce_howeverOftenItComes() {
        for (int i = 0; i < 5; i++) {
            unknownTypes.skipped(new UnknownType<>("dev.habittracker.keys.key-split.v1"), "habit.keys.events");
        }
        unknownTypes.skipped(new UnknownType<>("dev.habittracker.keys.key-joined.v1"), "habit.keys.events");

        assertThat(messages()).hasSize(2).first().asString()
                .isEqualTo("Skipping events of type dev.habittracker.keys.key-split.v1 on habit.keys.events: "
                        + "a newer version of the contract is in use, update this service");
    }

    @Test
    void endlesslyManyTypes_neitherFillTheLogNorTheMemory() {
        IntStream.range(0, 10 * UnknownTypes.MOST)
                .forEach(i -> unknownTypes.skipped(new UnknownType<>("type-" + i), "habit.keys.events"));

        assertThat(messages()).hasSize(UnknownTypes.MOST);
    }

    private List<String> messages() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
