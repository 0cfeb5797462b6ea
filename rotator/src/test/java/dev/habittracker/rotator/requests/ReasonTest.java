package dev.habittracker.rotator.requests;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The words that an operator gives with a command go into logs, the journal and the database. */
class ReasonTest {

    @ParameterizedTest
    @ValueSource(strings = {"leaked", "it was in a chat \u2013 \u201Cby mistake\u201D", "\uD83D\uDD11 found"})
    void reason_oneLineOfText_isTakenAsItIs(String text) {
        assertThat(CommandJson.reason(body(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "one\nother", "\u001B[2J", "\u0085", "half \uD83D"})
    void reason_withAControlCharacterOrHalfOfACharacter_isToldWhatToChange(String text) {
        assertIsRefused(text);
    }

    @Test
    void reason_tooLong_isToldWhatToChange() {
        assertIsRefused("a".repeat(501));
    }

    private static void assertIsRefused(String text) {
        assertThatThrownBy(() -> CommandJson.reason(body(text))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"reason\" must be text of at most 500 characters, without line breaks and other control"
                        + " characters");
    }

    @Test
    void reason_none_isNone() {
        assertThat(CommandJson.reason(JsonNodeFactory.instance.objectNode())).isNull();
    }

    private static JsonNode body(String reason) {
        return JsonNodeFactory.instance.objectNode().put("reason", reason);
    }
}
