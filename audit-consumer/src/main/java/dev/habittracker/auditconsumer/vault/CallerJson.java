package dev.habittracker.auditconsumer.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/** Reads whose token it is from what {@code lookup-self} answers. */
final class CallerJson {

    private CallerJson() {}

    static Caller read(JsonNode data) {
        String accessor = text(data, "accessor");
        return new Caller(accessor == null ? null : sha256(accessor), text(data, "display_name"),
                text(data, "entity_id"));
    }

    private static @Nullable String text(JsonNode data, String name) {
        String value = data.path(name).asString("");
        return value.isEmpty() ? null : value;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
