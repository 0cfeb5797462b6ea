package dev.habittracker.auditconsumer.query;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in a list that is ordered by time and then by the order of storing, newest first. Shown to callers as text that
 * means nothing to them.
 *
 * @param time of the last entry of a page
 * @param id breaks ties
 */
public record Cursor(Instant time, long id) {

    private static final int MAX_TEXT = 100;

    /** The inverse of {@link #text()}; empty if the text is no cursor. */
    public static Optional<Cursor> parse(String text) {
        if (text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("/", -1);
            return parts.length == 2
                    ? Optional.of(new Cursor(Instant.parse(parts[0]), Long.parseLong(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** As text that may stand in a URL. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((time + "/" + id).getBytes(StandardCharsets.UTF_8));
    }
}
