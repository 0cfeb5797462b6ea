package dev.habittracker.auditconsumer.record;

/**
 * Where a line stands, and what its bytes are: together they name it once and for all. Within a file every end is the
 * start of the next line, so a hole in the coverage can be seen.
 *
 * @param source node and device
 * @param file the file
 * @param start offset of the first byte
 * @param end offset behind the newline, or behind the last byte where a file ended without one
 * @param sha256 digest of the line's bytes without the newline
 */
public record LineCoordinates(Source source, FileId file, long start, long end, Sha256 sha256) {

    /** @throws IllegalArgumentException if the range is empty or negative */
    public LineCoordinates {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a line spans at least one byte, not [" + start + ", " + end + ")");
        }
    }
}
