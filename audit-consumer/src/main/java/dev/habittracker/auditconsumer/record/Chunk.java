package dev.habittracker.auditconsumer.record;

/**
 * Which piece of a line a message carries. A line that fits is chunk 0 of 1; a longer one comes as its pieces in order.
 *
 * @param index from 0
 * @param count how many there are, at least 1
 */
public record Chunk(int index, int count) {

    /** The only piece of a line that fits into one message. */
    public static final Chunk WHOLE = new Chunk(0, 1);

    /** @throws IllegalArgumentException if the index is not below the count */
    public Chunk {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("no chunk " + index + " of " + count);
        }
    }

    /** True if the line is in this one piece. */
    public boolean isWhole() {
        return count == 1;
    }
}
