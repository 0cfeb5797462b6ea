package dev.habittracker.auditconsumer.ship;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.habittracker.auditconsumer.file.OpenFile;
import dev.habittracker.auditconsumer.record.Chunk;
import dev.habittracker.auditconsumer.record.FileId;
import dev.habittracker.auditconsumer.record.LineCoordinates;
import dev.habittracker.auditconsumer.record.SecretsInClear;
import dev.habittracker.auditconsumer.record.Sha256;
import dev.habittracker.auditconsumer.record.Source;
import dev.habittracker.auditconsumer.tail.Checkpoint;
import dev.habittracker.auditconsumer.tail.Checkpoint.State;
import dev.habittracker.auditconsumer.tail.LineSplitter;
import dev.habittracker.auditconsumer.tail.ScannedLine;
import dev.habittracker.auditconsumer.tail.ScannedLine.Held;
import dev.habittracker.auditconsumer.tail.ScannedLine.Oversized;

/**
 * Reads one file from its checkpoint and hands its lines on. Reading and shipping are two steps, so that the caller can
 * look between them whether the file is still the one that was read.
 */
final class FileShipper {

    private static final int BUFFER = 64 * 1024;

    private final OpenFile file;
    private final Source source;
    private final RecordLog.Session log;
    private final TailSettings settings;
    private final Clock clock;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private final List<ScannedLine> unshipped = new ArrayList<>();
    private final LineSplitter splitter;
    private @Nullable Checkpoint checkpoint;

    /** @param checkpoint where to begin; null if the file has no identity yet, and is read from its start */
    FileShipper(
            OpenFile file,
            Source source,
            @Nullable Checkpoint checkpoint,
            RecordLog.Session log,
            TailSettings settings,
            Clock clock) {
        this.file = file;
        this.source = source;
        this.checkpoint = checkpoint;
        this.log = log;
        this.settings = settings;
        this.clock = clock;
        this.splitter = new LineSplitter(checkpoint == null ? 0 : checkpoint.position(), settings.chunkBytes());
    }

    /**
     * Reads on, up to about a batch.
     *
     * @return true if there was anything to read
     */
    boolean read() {
        long begin = splitter.scanned();
        while (splitter.scanned() - begin < settings.batchBytes()
                && file.read(buffer.clear(), splitter.scanned()) > 0) {
            splitter.feed(buffer.flip(), unshipped::add);
        }
        return splitter.scanned() > begin;
    }

    /** Hands on what was read, in one transaction with the new position; nothing if no line was completed. */
    Shipped ship() {
        return unshipped.isEmpty() ? Shipped.NOTHING : ship(State.OPEN);
    }

    /** Hands on the rest of a file that nobody writes to any more, a last line without newline included. */
    Shipped finish() {
        splitter.finish().ifPresent(unshipped::add);
        boolean never = checkpoint == null && unshipped.isEmpty();
        return never ? Shipped.NOTHING : ship(State.FINISHED);
    }

    long scanned() {
        return splitter.scanned();
    }

    /** How far the file was handed on. */
    long position() {
        return checkpoint == null ? 0 : checkpoint.position();
    }

    /** The newest checkpoint that was committed or begun with; empty while the file has no identity. */
    Optional<Checkpoint> checkpoint() {
        return Optional.ofNullable(checkpoint);
    }

    private Shipped ship(State state) {
        for (int i = 0; i < unshipped.size(); i++) {
            if (hasSecretInClear(unshipped.get(i))) {
                long start = unshipped.get(i).start();
                if (i > 0) {
                    handOn(unshipped.subList(0, i), start, State.OPEN);
                }
                throw new SecretsInClearException(file.name(), start);
            }
        }
        Shipped shipped = handOn(unshipped, splitter.lineStart(), state);
        unshipped.clear();
        return shipped;
    }

    private boolean hasSecretInClear(ScannedLine line) {
        return SecretsInClear.in(switch (line) {
            case Held held -> held.bytes();
            case Oversized oversized -> readExactly(oversized.start(),
                    (int) Math.min(settings.chunkBytes(), oversized.length()));
        });
    }

    private Shipped handOn(List<ScannedLine> lines, long position, State state) {
        Checkpoint base = checkpoint == null
                ? Checkpoint.beginning(source, identity(lines.getFirst()), clock.instant())
                : checkpoint;
        Checkpoint next = base.at(position, state, clock.instant());
        log.begin();
        lines.forEach(line -> send(base.file(), line));
        log.commit(next);
        checkpoint = next;
        return new Shipped(lines.size(), next.position() - base.position());
    }

    /** A file without an identity is read from its start, so the first line read is the one that gives it. */
    private FileId identity(ScannedLine firstLine) {
        return new FileId(file.inode(), firstLine.sha256());
    }

    private void send(FileId id, ScannedLine line) {
        LineCoordinates coordinates = new LineCoordinates(source, id, line.start(), line.end(), line.sha256());
        switch (line) {
            case Held held -> log.send(coordinates, Chunk.WHOLE, held.bytes());
            case Oversized oversized -> sendInPieces(coordinates, oversized);
        }
    }

    private void sendInPieces(LineCoordinates coordinates, Oversized line) {
        int count = Math.toIntExact((line.length() + settings.chunkBytes() - 1) / settings.chunkBytes());
        MessageDigest digest = Sha256.newDigest();
        long end = line.start() + line.length();
        long position = line.start();
        for (int index = 0; index < count; index++) {
            byte[] piece = readExactly(position, (int) Math.min(settings.chunkBytes(), end - position));
            digest.update(piece);
            position += piece.length;
            log.send(coordinates, new Chunk(index, count), piece);
        }
        if (!Sha256.finish(digest).equals(line.sha256())) {
            throw new IllegalStateException("the audit file " + file.name() + " changed while its line at "
                    + line.start() + " was read: nothing of it was handed on");
        }
    }

    private byte[] readExactly(long position, int length) {
        ByteBuffer piece = ByteBuffer.allocate(length);
        while (piece.hasRemaining()) {
            if (file.read(piece, position + piece.position()) == 0) {
                throw new IllegalStateException("the audit file " + file.name() + " was cut at "
                        + (position + piece.position()) + " while it was read: nothing of the line was handed on");
            }
        }
        return piece.array();
    }

    /**
     * What one transaction handed on.
     *
     * @param lines how many lines
     * @param bytes how many bytes of the file
     */
    record Shipped(long lines, long bytes) {

        static final Shipped NOTHING = new Shipped(0, 0);
    }
}
