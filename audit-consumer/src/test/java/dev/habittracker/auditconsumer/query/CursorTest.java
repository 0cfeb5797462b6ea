package dev.habittracker.auditconsumer.query;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CursorTest {

    @Test
    void parse_itsOwnText_givesItBack() {
        Cursor cursor = new Cursor(Instant.parse("2026-11-24T08:00:00.123456Z"), 42);

        assertThat(Cursor.parse(cursor.text())).contains(cursor);
    }

    @Test
    void parse_anythingElse_isNoCursor() {
        assertThat(Cursor.parse("")).isEmpty();
        assertThat(Cursor.parse("%%%")).isEmpty();
        assertThat(Cursor.parse(base64("2026-11-24T08:00:00Z"))).isEmpty();
        assertThat(Cursor.parse(base64("yesterday/1"))).isEmpty();
        assertThat(Cursor.parse(base64("2026-11-24T08:00:00Z/x"))).isEmpty();
        assertThat(Cursor.parse(base64(Instant.MAX + "/1"))).isEmpty();
        assertThat(Cursor.parse(base64("-1000-01-01T00:00:00Z/1"))).isEmpty();
        assertThat(Cursor.parse("A".repeat(10_000))).isEmpty();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
