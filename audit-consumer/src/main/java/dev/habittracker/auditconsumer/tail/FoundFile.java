package dev.habittracker.auditconsumer.tail;

import java.util.Optional;

import dev.habittracker.auditconsumer.record.FileId;
import dev.habittracker.auditconsumer.record.Sha256;

/**
 * An audit file in the directory, the current one or a rotated one, as it was when it was opened.
 *
 * @param name the file's name, for messages
 * @param inode its inode number
 * @param size in bytes
 * @param firstLine the digest of its first complete line; empty while it has none
 */
public record FoundFile(String name, long inode, long size, Optional<Sha256> firstLine) {

    /** Its identity, once it has a complete line. */
    public Optional<FileId> id() {
        return firstLine.map(line -> new FileId(inode, line));
    }

    boolean hasContent() {
        return size > 0;
    }
}
