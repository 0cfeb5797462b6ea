package dev.habittracker.keyring.ring;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.habittracker.events.Position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KidTest {

    @Test
    void parse_aKid_givesItsPartsAndWritesTheSameText() {
        Kid kid = Kid.of("1795500000.42.q3Z_-A");

        assertThat(kid).isEqualTo(new Kid(1795500000L, 42, "q3Z_-A"));
        assertThat(kid.minted()).isEqualTo(new Position(1795500000L, 42));
        assertThat(kid).hasToString("1795500000.42.q3Z_-A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.AAAAAA", "999999999999.999999999.______"})
    void parse_theSmallestAndTheLargest_areKids(String text) {
        assertThat(Kid.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "static", "1795500000.42", "1795500000.42.q3Zx9", "1795500000.42.q3Zx9AA",
            "1795500000.42.q3Zx9+", "1795500000.42.q3Zx9=", ".42.q3Zx9A", "1795500000..q3Zx9A", "-1.42.q3Zx9A",
            "1.-2.q3Zx9A", "1234567890123.42.q3Zx9A", "1795500000.1234567890.q3Zx9A", "1795500000.42.q3Zx9A\n",
            "\n1795500000.42.q3Zx9A", " 1795500000.42.q3Zx9A", "1795500000.42.q3Zx9A.1", "1795500000,42,q3Zx9A",
            "\u0661.42.q3Zx9A", "1795500000.42.q3Zx9\u00c4"})
    void parse_anythingElse_isNoKid(String text) {
        assertThat(Kid.parse(text)).isEmpty();
        assertThatThrownBy(() -> Kid.of(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a kid: the form is <epoch>.<version>.<six characters of base64url>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"007.42.q3Zx9A", "1795500000.042.q3Zx9A", "00.0.q3Zx9A"})
    void parse_aLeadingZero_isNoKidSinceItWouldReadAsAnother(String text) {
        assertThat(Kid.parse(text)).isEmpty();
    }

    @Test
    void newKid_outOfForm_isRefused() {
        assertThatThrownBy(() -> new Kid(1, 1_000_000_000L, "q3Zx9A")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Kid(-1, 1, "q3Zx9A")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Kid(1, 1, "short")).isInstanceOf(IllegalArgumentException.class);
    }
}
