package dev.habittracker.habitapi.habit;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.habittracker.habitapi.input.Refusal;
import dev.habittracker.habitapi.input.RefusedInputException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HabitNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"read", " read ", "毎日読む", "👩‍💻 code"})
    void of_printableText_isKeptAsItIs(String name) {
        assertThat(HabitName.of(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  \t"})
    void of_nothing_isRefused(@Nullable String name) {
        assertRefused(name, "must not be empty");
    }

    @Test
    void of_hundredCharacters_isAccepted() {
        assertThat(HabitName.of("🔑".repeat(100))).isNotEmpty();
    }

    @Test
    void of_hundredAndOneCharacters_isRefused() {
        assertRefused("x".repeat(101), "must have at most 100 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\nb", "a\uD83Db", "\uDC00"})
    void of_charactersThatAreNone_isRefused(String name) {
        assertRefused(name, "must not contain control characters or halves of surrogate pairs");
    }

    private static void assertRefused(@Nullable String name, String message) {
        assertThatExceptionOfType(RefusedInputException.class).isThrownBy(() -> HabitName.of(name))
                .extracting(RefusedInputException::refusals).isEqualTo(List.of(new Refusal("name", message)));
    }
}
