package dev.habittracker.auditconsumer.query;

import java.util.List;
import java.util.Optional;

/**
 * Reads, newest first.
 *
 * @param reads at most as many as were asked for
 * @param next where the next page begins; empty at the end
 */
public record KeyReadPage(List<KeyRead> reads, Optional<Cursor> next) {}
