package dev.habittracker.auditconsumer.record;

import java.util.Optional;

/**
 * Which file a line stands in, whatever the file is called by now: rotation renames it, the inode number is reused
 * after a deletion, so neither alone identifies it. Written as {@code <inode>-<digest>}.
 *
 * @param inode the file's inode number
 * @param firstLine the digest of its first complete line, without the newline; Vault's lines carry a time in nanoseconds
 *         and a request id, so two files do not share one unless one is a copy of the other
 */
public record FileId(long inode, Sha256 firstLine) {

    /** The inverse of {@link #toString()}; empty if the text is no such id. */
    public static Optional<FileId> parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 1) {
            return Optional.empty();
        }
        try {
            return Optional
                    .of(new FileId(Long.parseLong(text.substring(0, dash)), new Sha256(text.substring(dash + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return inode + "-" + firstLine.hex();
    }
}
