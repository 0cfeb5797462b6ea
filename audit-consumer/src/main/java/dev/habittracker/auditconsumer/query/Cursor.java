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
    /** What the database can compare with. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** The inverse of {@link #text()}; empty if the text is no cursor. */
    public static Optional<Cursor> parse(String text) {
        if (text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("/", -1);
            if (parts.length != 2) {
                return Optional.empty();
            }
            Instant time = Instant.parse(parts[0]);
            return time.isBefore(EARLIEST) || time.isAfter(LATEST)
                    ? Optional.empty()
                    : Optional.of(new Cursor(time, Long.parseLong(parts[1])));
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
