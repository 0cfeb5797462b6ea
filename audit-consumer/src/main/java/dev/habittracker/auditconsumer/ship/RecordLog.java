package dev.habittracker.auditconsumer.ship;

import java.util.List;

import dev.habittracker.auditconsumer.record.Chunk;
import dev.habittracker.auditconsumer.record.LineCoordinates;
import dev.habittracker.auditconsumer.tail.Checkpoint;

/** Where lines go, and where it is remembered how far each file was read: both in one transaction. */
public interface RecordLog {

    /**
     * Begins a session as the one writer of this node and device: an earlier session can write nothing from now on, and
     * what it left unfinished is undone. Only then are the checkpoints read.
     *
     * @throws RuntimeException if the log cannot be reached
     */
    Session open();

    /** One writer's time with the log. After any exception the session is over: close it and open another. */
    interface Session extends AutoCloseable {

        /** The checkpoints of this node and device as they were when the session began. */
        List<Checkpoint> checkpoints();

        /** Begins a transaction. */
        void begin();

        /** Adds a piece of a line to the transaction. */
        void send(LineCoordinates line, Chunk chunk, byte[] bytes);

        /**
         * Adds the checkpoint and commits: all lines since {@link #begin()} and this position become visible together.
         *
         * @throws FencedException if another session was opened since
         */
        void commit(Checkpoint checkpoint);

        @Override
        void close();
    }
}
