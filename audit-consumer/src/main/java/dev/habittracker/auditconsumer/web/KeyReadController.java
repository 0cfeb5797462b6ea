package dev.habittracker.auditconsumer.web;

import java.time.Instant;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.habittracker.auditconsumer.jdbc.KeyReadQuery;
import dev.habittracker.auditconsumer.query.KeyReadPage;
import dev.habittracker.auditconsumer.web.Access.Admitted;

/** {@code GET /audit/key-reads}: who read a path of Vault, and when; newest first. */
@RestController
final class KeyReadController {

    private static final int STANDARD_LIMIT = 100;

    private final Access access;
    private final KeyReadQuery query;

    KeyReadController(Access access, KeyReadQuery query) {
        this.access = access;
        this.query = query;
    }

    /** One page. Parameters: {@code path} as Vault records it, {@code since}, {@code limit}, {@code before}. */
    @GetMapping("/audit/key-reads")
    ResponseEntity<KeyReadsBody> keyReads(HttpServletRequest request) {
        Admitted caller = access.admit(request, Question.KEY_READS);
        Parameters parameters = new Parameters(request, Set.of("path", "since", "limit", "before"));
        String path = parameters.text("path").orElseThrow(() -> new BadParameterException("path",
                "is missing: name the path as Vault records it, such as secret/data/habit-tracker/auth"));
        RecordParameters.asRecorded("path", path);
        KeyReadPage page = query.find(path, parameters.time("since").orElse(Instant.EPOCH),
                parameters.limit(STANDARD_LIMIT), parameters.before().orElse(null));
        if (page.reads().isEmpty() && !query.knows(path)) {
            // "Nobody" would be the answer to a question that was not meant.
            throw new BadParameterException("path", "names nothing that any audit record up to now is about: write it"
                    + " as Vault records it, which for KV version 2 is <mount>/data/<path>, such as"
                    + " secret/data/habit-tracker/auth");
        }
        caller.shown(page.reads().size());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(KeyReadsBody.of(path, page));
    }
}
