package dev.habittracker.auditconsumer.query;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A fact about the trail as it was written down.
 *
 * @param id of the entry
 * @param kind what it is, such as {@code LOST}
 * @param noticed when it was
 * @param node of which Vault node
 * @param device of which audit device
 * @param file of which file
 * @param from offset of the first byte that it is about
 * @param to offset behind the last one
 * @param records how many records
 * @param detail what was seen
 */
public record NotedFact(long id, String kind, Instant noticed, @Nullable String node, @Nullable String device,
        @Nullable String file, @Nullable Long from, @Nullable Long to, @Nullable Long records, String detail) {}
