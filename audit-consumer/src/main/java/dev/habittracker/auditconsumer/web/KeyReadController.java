package dev.habittracker.auditconsumer.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.habittracker.auditconsumer.jdbc.KeyReadQuery;
import dev.habittracker.auditconsumer.query.Cursor;
import dev.habittracker.auditconsumer.query.KeyReadPage;

/** {@code GET /audit/key-reads}: who read a path of Vault, and when; newest first. */
@RestController
final class KeyReadController {

    private static final String PERMISSION = "audit-queries/key-reads";
    private static final int MAX_LIMIT = 1_000;
    private static final int MAX_PATH = 2_000;

    private final Access access;
    private final KeyReadQuery query;

    KeyReadController(Access access, KeyReadQuery query) {
        this.access = access;
        this.query = query;
    }

    /**
     * One page.
     *
     * @param path as Vault records it, such as {@code secret/data/habit-tracker/auth}
     * @param since ISO 8601 with an offset; none before this
     * @param limit 1 to 1,000
     * @param before {@code next} of the page before
     */
    @GetMapping("/audit/key-reads")
    ResponseEntity<KeyReadsBody> keyReads(
            @RequestHeader(name = "X-Vault-Token", required = false) @Nullable String vaultToken,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestParam(name = "path", required = false) @Nullable String path,
            @RequestParam(name = "since", required = false) @Nullable String since,
            @RequestParam(name = "limit", defaultValue = "100") String limit,
            @RequestParam(name = "before", required = false) @Nullable String before) {
        access.require(vaultToken, authorization, PERMISSION, "read");
        String checkedPath = path(path);
        KeyReadPage page = query.find(checkedPath, since(since), limit(limit), before(before));
        if (page.reads().isEmpty() && !query.knows(checkedPath)) {
            // "Nobody" would be the answer to a question that was not meant.
            throw new BadParameterException("path", "names nothing that any audit record up to now is about: write it"
                    + " as Vault records it, which for KV version 2 is <mount>/data/<path>, such as"
                    + " secret/data/habit-tracker/auth");
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(KeyReadsBody.of(checkedPath, page));
    }

    private static String path(@Nullable String path) {
        if (path == null || path.isBlank()) {
            throw new BadParameterException("path", "is missing: name the path as Vault records it, such as"
                    + " secret/data/habit-tracker/auth");
        }
        if (path.length() > MAX_PATH) {
            throw new BadParameterException("path", "is longer than " + MAX_PATH + " characters");
        }
        if (path.startsWith("/") || path.startsWith("v1/")) {
            throw new BadParameterException("path", "begins with '/' or 'v1/', which Vault's records leave out");
        }
        return path;
    }

    private static Instant since(@Nullable String since) {
        if (since == null) {
            return Instant.EPOCH;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(since);
            if (time.getYear() >= 1970 && time.getYear() <= 9999) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            // Said below, with an example.
        }
        throw new BadParameterException("since", "is no time in ISO 8601 with an offset, such as 2026-11-24T08:00:00Z"
                + " (a '+' in a URL is written %2B)");
    }

    private static int limit(String limit) {
        try {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= MAX_LIMIT) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new BadParameterException("limit", "is no whole number from 1 to " + MAX_LIMIT);
    }

    private static @Nullable Cursor before(@Nullable String before) {
        if (before == null) {
            return null;
        }
        return Cursor.parse(before).orElseThrow(() -> new BadParameterException("before",
                "is not what an earlier answer had under 'next'"));
    }
}
