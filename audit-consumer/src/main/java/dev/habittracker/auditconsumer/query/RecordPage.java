package dev.habittracker.auditconsumer.query;

import java.util.List;
import java.util.Optional;

/**
 * Records, newest first.
 *
 * @param records at most as many as were asked for
 * @param next where the next page begins; empty at the end
 */
public record RecordPage(List<FoundRecord> records, Optional<Cursor> next) {

    /**
     * A page.
     *
     * @param found one more than the limit, if there are more
     */
    public static RecordPage of(List<FoundRecord> found, int limit) {
        return found.size() <= limit
                ? new RecordPage(found, Optional.empty())
                : new RecordPage(List.copyOf(found.subList(0, limit)), Optional.of(found.get(limit - 1).place()));
    }
}
