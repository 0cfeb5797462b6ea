package dev.habittracker.auditconsumer.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is stored of an audit file.
 *
 * @param id of the entry
 * @param node the Vault node
 * @param device the audit device
 * @param file inode and digest of the first line
 * @param end offset behind the last stored byte; null where none is
 * @param holes ranges before that which are not stored
 */
public record FileCoverage(long id, String node, String device, String file, @Nullable Long end, List<Hole> holes) {

    /** @throws NullPointerException if a hole is null */
    public FileCoverage {
        holes = List.copyOf(holes);
    }

    /**
     * Bytes that are missing.
     *
     * @param from offset of the first
     * @param to offset behind the last
     */
    public record Hole(long from, long to) {}
}
