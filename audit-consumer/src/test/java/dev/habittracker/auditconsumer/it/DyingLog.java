package dev.habittracker.auditconsumer.it;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.habittracker.auditconsumer.record.Chunk;
import dev.habittracker.auditconsumer.record.LineCoordinates;
import dev.habittracker.auditconsumer.ship.RecordLog;
import dev.habittracker.auditconsumer.tail.Checkpoint;

/**
 * A log whose writer dies after it has sent its lines and before it commits: as after a SIGKILL, the transaction stays
 * open on the broker and nobody tidies up.
 */
final class DyingLog implements RecordLog {

    private final RecordLog real;
    private final AtomicBoolean died = new AtomicBoolean();
    private final List<Session> abandoned = new CopyOnWriteArrayList<>();

    DyingLog(RecordLog real) {
        this.real = real;
    }

    boolean hasDied() {
        return died.get();
    }

    /** Closes what the dead left behind; by then it was fenced. */
    void tidyUp() {
        abandoned.forEach(Session::close);
    }

    @Override
    public Session open() {
        Session session = real.open();
        abandoned.add(session);
        return new Session() {

            @Override
            public List<Checkpoint> checkpoints() {
                return session.checkpoints();
            }

            @Override
            public void begin() {
                session.begin();
            }

            @Override
            public void send(LineCoordinates line, Chunk chunk, byte[] bytes) {
                session.send(line, chunk, bytes);
            }

            @Override
            public void commit(Checkpoint checkpoint) {
                died.set(true);
                // An Error is what no session handles: the thread ends, as it would with its process.
                throw new Death();
            }

            @Override
            public void close() {
                // A dead process closes nothing.
            }
        };
    }

    private static final class Death extends Error {

        private static final long serialVersionUID = 1L;
    }
}
