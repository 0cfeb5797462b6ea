package dev.habittracker.auditconsumer.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import dev.habittracker.auditconsumer.record.Sha256;
import dev.habittracker.auditconsumer.tail.FoundFile;

/**
 * An audit file held by its descriptor: a rename or a deletion takes nothing away from it.
 *
 * <p>All reads name a position; there is no file pointer.
 */
public final class OpenFile implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;
    /** A rewritten file begins with another time of day, which stands in the first bytes of Vault's lines. */
    private static final int COMPARED_BYTES = 4096;
    private static final int OPEN_ATTEMPTS = 10;

    private final FileChannel channel;
    private final String name;
    private final long inode;
    private final Instant modified;
    private byte[] beginning;
    private Optional<Sha256> firstLine;

    private OpenFile(FileChannel channel, String name, long inode, Instant modified) throws IOException {
        this.channel = channel;
        this.name = name;
        this.inode = inode;
        this.modified = modified;
        this.beginning = readBeginning(COMPARED_BYTES);
        this.firstLine = readFirstLine();
    }

    /**
     * Opens a file.
     *
     * @return empty if no file has this name
     * @throws UncheckedIOException if it cannot be read; the message names the path
     */
    public static Optional<OpenFile> open(Path path) {
        try {
            for (int attempt = 0; attempt < OPEN_ATTEMPTS; attempt++) {
                long inode = inode(path);
                Instant modified = Files.getLastModifiedTime(path).toInstant();
                FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
                try {
                    // A rename between the look and the open would give one file's number to another's bytes.
                    if (inode(path) == inode) {
                        return Optional.of(new OpenFile(channel, path.getFileName().toString(), inode, modified));
                    }
                } catch (IOException e) {
                    channel.close();
                    throw e;
                }
                channel.close();
            }
            throw new IOException("was replaced " + OPEN_ATTEMPTS + " times while it was being opened");
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the audit file " + path + " cannot be read: it belongs to Vault's user with"
                    + " mode 0600, so run as that user or give this one the right to read it (" + e.getMessage() + ")",
                    e);
        }
    }

    /** The inode number and size of what has this name now; empty if nothing has. */
    public static Optional<long[]> inodeAndSize(Path path) {
        try {
            return Optional.of(new long[]{inode(path), Files.size(path)});
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the audit file " + path + " cannot be looked at", e);
        }
    }

    /** What was found. The first line is looked for again as long as there is none. */
    public FoundFile found() {
        if (firstLine.isEmpty()) {
            firstLine = readFirstLine();
        }
        return new FoundFile(name, inode, size(), firstLine);
    }

    public String name() {
        return name;
    }

    public long inode() {
        return inode;
    }

    /** When the file was last written to, as of its opening. */
    public Instant modified() {
        return modified;
    }

    public long size() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** True if the file still begins with the bytes that it began with when this was asked before. */
    public boolean hasSameBeginning() {
        try {
            byte[] now = readBeginning(COMPARED_BYTES);
            boolean same = now.length >= beginning.length
                    && Arrays.equals(beginning, 0, beginning.length, now, 0, beginning.length);
            if (same) {
                beginning = now;
            }
            return same;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Reads into the buffer from a position, at most up to its limit.
     *
     * @return how many bytes; 0 at the end of the file
     */
    public int read(ByteBuffer into, long position) {
        try {
            return Math.max(0, channel.read(into, position));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private byte[] readBeginning(int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) > 0) {
            // A read may give less than was asked for.
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private Optional<Sha256> readFirstLine() {
        MessageDigest digest = Sha256.newDigest();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long position = 0;
        while (read(buffer.clear(), position) > 0) {
            buffer.flip();
            position += buffer.limit();
            for (int i = 0; i < buffer.limit(); i++) {
                if (buffer.get(i) == '\n') {
                    digest.update(buffer.limit(i));
                    return Optional.of(Sha256.finish(digest));
                }
            }
            digest.update(buffer);
        }
        return Optional.empty();
    }

    private static long inode(Path path) throws IOException {
        return ((Number) Files.getAttribute(path, "unix:ino")).longValue();
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("the audit file " + name + " (inode " + inode + ") cannot be read", e);
    }
}
