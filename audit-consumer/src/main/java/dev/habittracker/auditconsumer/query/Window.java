package dev.habittracker.auditconsumer.query;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Records of which time are asked for.
 *
 * @param from none before this
 * @param to none at or after this
 */
public record Window(Instant from, Instant to) {

    /** The records whose bytes say no time. */
    public static final Window UNDATED = new Window(Instant.MIN, Instant.MIN);

    /** True if it is {@link #UNDATED}. */
    public boolean isUndated() {
        return equals(UNDATED);
    }

    /** The part of it in which a page lies that begins at a place: what is newer need not be looked at. */
    public Window before(@Nullable Cursor place) {
        return place == null || isUndated() || !place.time().isBefore(to)
                ? this
                : new Window(from, place.time().plusNanos(1_000));
    }
}
