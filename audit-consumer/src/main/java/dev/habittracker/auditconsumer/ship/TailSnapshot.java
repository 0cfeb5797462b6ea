package dev.habittracker.auditconsumer.ship;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.habittracker.auditconsumer.tail.Loss;

/**
 * What the tail is doing, at one moment.
 *
 * @param state what it does
 * @param remark why, or what an operator should know; empty if there is nothing
 * @param file the name of the file being read; null if none is
 * @param position how far that file was handed on
 * @param size its size
 * @param backlog bytes in files that are yet to be read after it
 * @param caughtUp when all that was in the files had been handed on the last time; null if never yet
 * @param grew when an audit file was last seen to grow; null if none was seen yet
 * @param losses all losses known, oldest first
 * @param lines lines handed on since the start of the process
 * @param bytes bytes handed on since the start of the process
 */
public record TailSnapshot(State state, String remark, @Nullable String file, long position, long size, long backlog,
        @Nullable Instant caughtUp, @Nullable Instant grew, List<Loss> losses, long lines, long bytes) {

    /** What the tail does. */
    public enum State {
        /** No session with the log yet. */
        STARTING,
        /** Reads files that Vault does not write to any more. */
        CATCHING_UP,
        /** Follows the file that Vault writes to. */
        FOLLOWING,
        /** There is no audit file. */
        NO_FILE,
        /** Something failed; it will be tried again. */
        FAILING,
        /** Another tail has taken over. */
        FENCED,
        /** Stopped. */
        STOPPED
    }

    /** How many bytes of the files were not handed on yet. */
    public long lag() {
        return Math.max(0, size - position) + backlog;
    }
}
