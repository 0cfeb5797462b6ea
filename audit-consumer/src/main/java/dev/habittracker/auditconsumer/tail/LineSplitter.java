package dev.habittracker.auditconsumer.tail;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Consumer;

import dev.habittracker.auditconsumer.record.Sha256;
import dev.habittracker.auditconsumer.tail.ScannedLine.Held;
import dev.habittracker.auditconsumer.tail.ScannedLine.Oversized;

/**
 * Splits the bytes of one file into lines. A line's bytes are held up to a limit; of a longer one only the digest is, so
 * memory stays bounded however long a line a client provokes. Fed again where the file ended before, it goes on.
 */
public final class LineSplitter {

    private final int heldLimit;
    private final MessageDigest digest = Sha256.newDigest();
    private ByteArrayOutputStream held = new ByteArrayOutputStream();
    private long lineStart;
    private long scanned;

    /**
     * @param position offset in the file of the first byte that will be fed, where a line begins
     * @param heldLimit how many bytes of a line are held at most
     */
    public LineSplitter(long position, int heldLimit) {
        this.lineStart = position;
        this.scanned = position;
        this.heldLimit = heldLimit;
    }

    /** Takes all remaining bytes of the buffer, and hands out each line that ends in them. */
    public void feed(ByteBuffer bytes, Consumer<ScannedLine> lines) {
        while (bytes.hasRemaining()) {
            int newline = indexOfNewline(bytes);
            int length = (newline < 0 ? bytes.limit() : newline) - bytes.position();
            take(bytes, length);
            if (newline >= 0) {
                bytes.get();
                scanned++;
                lines.accept(endLine(scanned - 1));
            }
        }
    }

    /** Offset behind the last byte that was fed. */
    public long scanned() {
        return scanned;
    }

    /** Offset where the line begins whose end was not seen yet; {@link #scanned()} if there is no such line. */
    public long lineStart() {
        return lineStart;
    }

    /** What stands behind the last newline, as a line of its own: for a file that nobody writes to any more. */
    public Optional<ScannedLine> finish() {
        return lineStart == scanned ? Optional.empty() : Optional.of(endLine(scanned));
    }

    private void take(ByteBuffer bytes, int length) {
        ByteBuffer part = bytes.slice(bytes.position(), length);
        digest.update(part.duplicate());
        long lineLength = scanned - lineStart + length;
        if (lineLength > heldLimit) {
            held = new ByteArrayOutputStream(0);
        } else {
            byte[] copy = new byte[length];
            part.get(copy);
            held.writeBytes(copy);
        }
        bytes.position(bytes.position() + length);
        scanned += length;
    }

    private ScannedLine endLine(long endOfBytes) {
        long length = endOfBytes - lineStart;
        Sha256 sha256 = Sha256.finish(digest);
        ScannedLine line = length > heldLimit
                ? new Oversized(lineStart, scanned, length, sha256)
                : new Held(lineStart, scanned, sha256, held.toByteArray());
        lineStart = scanned;
        held.reset();
        return line;
    }

    private static int indexOfNewline(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }
}
