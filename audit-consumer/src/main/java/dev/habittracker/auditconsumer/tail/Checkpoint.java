package dev.habittracker.auditconsumer.tail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.habittracker.auditconsumer.record.FileId;
import dev.habittracker.auditconsumer.record.Source;

/**
 * How far one file has been read and handed on.
 *
 * @param source node and device
 * @param file the file
 * @param position offset of the first byte that was not handed on; a line begins there
 * @param state whether more is expected from the file
 * @param at when this was written
 * @param losses what is missing from the file, oldest first
 */
public record Checkpoint(Source source, FileId file, long position, State state, Instant at, List<Loss> losses) {

    /** What is expected of a file. Whatever the state, a file that has more bytes than its position is read on. */
    public enum State {
        /** Vault may write to it. If it is gone at the next start, that is a loss. */
        OPEN,
        /** Read to its end after Vault had begun another one. */
        FINISHED,
        /** A loss was reported that ended it. */
        LOST
    }

    /** @throws IllegalArgumentException if the position is negative */
    public Checkpoint {
        if (position < 0) {
            throw new IllegalArgumentException("a position is not negative: " + position);
        }
        losses = List.copyOf(losses);
    }

    /** Of a file that nothing was read of. */
    public static Checkpoint beginning(Source source, FileId file, Instant at) {
        return new Checkpoint(source, file, 0, State.OPEN, at, List.of());
    }

    /** Read on to a position. */
    public Checkpoint at(long newPosition, State newState, Instant now) {
        return new Checkpoint(source, file, newPosition, newState, now, losses);
    }

    /** The same with one more loss. */
    public Checkpoint with(Loss loss, State newState) {
        List<Loss> more = new ArrayList<>(losses);
        more.add(loss);
        return new Checkpoint(source, file, position, newState, loss.at(), more);
    }

    /** True if the newest loss is known to begin at this position. */
    boolean lossFrom(long start) {
        return !losses.isEmpty() && losses.getLast().from() == start;
    }
}
