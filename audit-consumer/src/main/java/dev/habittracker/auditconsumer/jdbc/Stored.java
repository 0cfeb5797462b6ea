package dev.habittracker.auditconsumer.jdbc;

import java.util.List;

import dev.habittracker.auditconsumer.record.LinePart;

/**
 * What a transaction stored.
 *
 * @param inserted new rows
 * @param repeated rows that were there already
 * @param parts all parts, new or not
 */
public record Stored(int inserted, int repeated, List<LinePart> parts) {}
