package dev.habittracker.auditconsumer.tail;

import dev.habittracker.auditconsumer.record.Sha256;

/** A line whose end was seen. */
public sealed interface ScannedLine {

    /** Offset of its first byte in the file. */
    long start();

    /** Offset behind its newline, or behind its last byte where the file ended without one. */
    long end();

    /** How many bytes it has without the newline. */
    long length();

    /** The digest of those bytes. */
    Sha256 sha256();

    /**
     * A line that is held in memory.
     *
     * @param start see {@link ScannedLine#start()}
     * @param end see {@link ScannedLine#end()}
     * @param sha256 see {@link ScannedLine#sha256()}
     * @param bytes the line without its newline
     */
    record Held(long start, long end, Sha256 sha256, byte[] bytes) implements ScannedLine {

        @Override
        public long length() {
            return bytes.length;
        }
    }

    /**
     * A line too long to be held: its bytes are to be read from the file again, piece by piece.
     *
     * @param start see {@link ScannedLine#start()}
     * @param end see {@link ScannedLine#end()}
     * @param length see {@link ScannedLine#length()}
     * @param sha256 see {@link ScannedLine#sha256()}
     */
    record Oversized(long start, long end, long length, Sha256 sha256) implements ScannedLine {}
}
