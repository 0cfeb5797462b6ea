package dev.habittracker.keyring.ring;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SecondsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT0S             | 0 s
            PT35S            | 35 s
            PT1H15M20S       | 4,520 s
            PT0.2S           | 0.2 s
            PT34.999999999S  | 34.999 s
            PT-6.001S        | -6.001 s
            PT720H           | 2,592,000 s
            """)
    void text_isInSeconds(Duration duration, String text) {
        assertThat(Seconds.text(duration)).isEqualTo(text);
    }
}
