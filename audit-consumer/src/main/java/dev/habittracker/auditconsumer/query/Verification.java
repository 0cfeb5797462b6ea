package dev.habittracker.auditconsumer.query;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What comparing stored rows with the chain gave.
 *
 * @param from the first link that was looked at
 * @param to the last one
 * @param rows so many rows were compared
 * @param dropped of so many links the day was dropped: their place in the chain was compared alone
 * @param head the last link that there is
 * @param chain its digest, in hexadecimal: whoever keeps it elsewhere can tell later that nothing before it was changed
 * @param mismatch the first that is not as it was stored; null if all are
 */
public record Verification(long from, long to, long rows, long dropped, long head, String chain,
        @Nullable Mismatch mismatch) {

    /**
     * A link that does not match.
     *
     * @param position its place in the chain
     * @param batch the transaction that stored its rows
     * @param day of which day they are; {@code undated} of records without a time
     * @param stored when they were stored
     * @param reason what does not match
     */
    public record Mismatch(long position, @Nullable Long batch, @Nullable String day, @Nullable Instant stored,
            String reason) {}
}
