package dev.habittracker.auditconsumer.query;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in a list that is ordered by time and then by the order of storing, newest first. Shown to callers as text that
 * means nothing to them; of a record it is also the id, which leads to its day.
 *
 * @param time of the last entry of a page; {@link Instant#MIN} of a record that says none
 * @param id breaks ties
 */
public record Cursor(Instant time, long id) {

    private static final int MAX_TEXT = 100;
    private static final String UNDATED = "-";
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
            long id = Long.parseLong(parts[1]);
            if (parts[0].equals(UNDATED)) {
                return Optional.of(new Cursor(Instant.MIN, id));
            }
            Instant time = Instant.parse(parts[0]);
            return time.isBefore(EARLIEST) || time.isAfter(LATEST)
                    ? Optional.empty()
                    : Optional.of(new Cursor(time, id));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** As text that may stand in a URL. */
    public String text() {
        String place = (time.equals(Instant.MIN) ? UNDATED : time.toString()) + "/" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }
}
