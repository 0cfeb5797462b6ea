package dev.habittracker.auditconsumer.tail;

import java.util.Optional;

/**
 * The file that is being followed, as seen at one moment.
 *
 * @param inode its inode number
 * @param scanned how far it was read
 * @param size its size now
 * @param sameBeginning whether it still begins with the bytes that it began with
 * @param atPath what stands at the configured path now; empty if nothing does
 */
public record HeldFile(long inode, long scanned, long size, boolean sameBeginning, Optional<AtPath> atPath) {

    /**
     * What stands at the configured path.
     *
     * @param inode its inode number
     * @param size in bytes
     */
    public record AtPath(long inode, long size) {}

    /** What to do with the held file. */
    public sealed interface Next {}

    /** Read on. */
    public record ReadOn() implements Next {}

    /**
     * Read on, though the path does not name the file any more: Vault writes to it until it reopens its log.
     *
     * @param remark what an operator should know
     */
    public record ReadOnUnnamed(String remark) implements Next {}

    /** Vault writes to another file by now: read this one to its end, let go of it, and plan anew. */
    public record DrainAndLetGo() implements Next {}

    /**
     * Bytes are lost.
     *
     * @param kind how
     * @param detail what was seen
     */
    public record Lost(Loss.Kind kind, String detail) implements Next {}

    /** Decides. A loss is looked for first: of a file that was cut, nothing else can be said. */
    public Next next() {
        if (size < scanned) {
            return new Lost(Loss.Kind.TRUNCATED, "the file has " + size + " bytes, of which " + scanned
                    + " had been read: it was cut while Vault wrote to it");
        }
        if (!sameBeginning) {
            return new Lost(Loss.Kind.REWRITTEN, "the file begins with other bytes than before: it was cut and written"
                    + " to again; " + scanned + " bytes had been read");
        }
        if (atPath.isEmpty()) {
            return new ReadOnUnnamed("nothing stands at the configured path: the file was renamed or deleted, and Vault"
                    + " has not reopened it; if it does not within a minute, send Vault a SIGHUP");
        }
        if (atPath.get().inode() == inode) {
            return new ReadOn();
        }
        return atPath.get().size() == 0
                ? new ReadOnUnnamed("an empty file stands at the configured path, Vault has not reopened its log yet;"
                        + " if it does not within a minute, send Vault a SIGHUP")
                : new DrainAndLetGo();
    }
}
