package dev.habittracker.auditconsumer.it;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.habittracker.auditconsumer.record.Chunk;
import dev.habittracker.auditconsumer.record.FileId;
import dev.habittracker.auditconsumer.record.LineCoordinates;
import dev.habittracker.auditconsumer.record.Recorded;
import dev.habittracker.auditconsumer.record.Sha256;
import dev.habittracker.auditconsumer.record.Source;
import dev.habittracker.auditconsumer.ship.RecordLog;
import dev.habittracker.auditconsumer.tail.Checkpoint;

/**
 * Lines that stand one after the other in an audit file.
 *
 * @param inode of the file
 * @param start where the first of them begins
 */
record LinesOfFile(long inode, long start, List<byte[]> lines) {

    private static final Source SOURCE = new Source("node1", "file");

    static LinesOfFile of(long inode, List<byte[]> lines) {
        return new LinesOfFile(inode, 0, lines);
    }

    /** Recorded lines, counted from 0. */
    static List<byte[]> recorded(int from, int to) {
        return Recorded.lines().subList(from, to);
    }

    /** One character for each byte, so that no byte is lost and equal texts are equal lines. */
    static List<String> texts(List<byte[]> lines) {
        return lines.stream().map(line -> new String(line, StandardCharsets.ISO_8859_1)).toList();
    }

    static List<byte[]> joined(LinesOfFile... parts) {
        List<byte[]> all = new ArrayList<>();
        for (LinesOfFile part : parts) {
            all.addAll(part.lines());
        }
        return all;
    }

    /** The lines that stand behind these in the same file. */
    LinesOfFile then(List<byte[]> more) {
        return new LinesOfFile(inode, end(), more);
    }

    void sendTo(RecordLog.Session session) {
        long position = start;
        for (byte[] line : lines) {
            long end = position + line.length + 1;
            session.send(new LineCoordinates(SOURCE, file(), position, end, Sha256.of(line)), Chunk.WHOLE, line);
            position = end;
        }
    }

    /** The same in pieces, as lines are sent that are too long for one message. */
    void sendInPiecesTo(RecordLog.Session session, int pieceBytes) {
        long position = start;
        for (byte[] line : lines) {
            long end = position + line.length + 1;
            LineCoordinates coordinates = new LineCoordinates(SOURCE, file(), position, end, Sha256.of(line));
            int count = (line.length + pieceBytes - 1) / pieceBytes;
            for (int index = 0; index < count; index++) {
                session.send(coordinates, new Chunk(index, count), Arrays.copyOfRange(line, index * pieceBytes,
                        Math.min(line.length, (index + 1) * pieceBytes)));
            }
            position = end;
        }
    }

    /** The file's name in the database. */
    String fileName() {
        return file().toString();
    }

    Checkpoint checkpoint(Instant at) {
        return Checkpoint.beginning(SOURCE, file(), at).at(end(), Checkpoint.State.OPEN, at);
    }

    private long end() {
        return start + lines.stream().mapToLong(line -> line.length + 1).sum();
    }

    private FileId file() {
        return new FileId(inode, Sha256.of(Long.toString(inode).getBytes(StandardCharsets.UTF_8)));
    }
}
