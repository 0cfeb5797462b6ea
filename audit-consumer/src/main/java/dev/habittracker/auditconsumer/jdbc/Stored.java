package dev.habittracker.auditconsumer.jdbc;

import java.util.List;

import dev.habittracker.auditconsumer.record.LinePart;

/**
 * What a transaction stored.
 *
 * @param inserted new rows
 * @param repeated rows that were there already
 * @param expired rows of before the retention, which were left out
 * @param parts all parts, new or not
 */
public record Stored(int inserted, int repeated, int expired, List<LinePart> parts) {}
