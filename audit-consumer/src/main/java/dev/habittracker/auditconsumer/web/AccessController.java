package dev.habittracker.auditconsumer.web;

import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import com.fasterxml.jackson.annotation.JsonInclude;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.habittracker.auditconsumer.jdbc.AccessLog;
import dev.habittracker.auditconsumer.query.Cursor;
import dev.habittracker.auditconsumer.query.TrailAccess;
import dev.habittracker.auditconsumer.web.Access.Admitted;

/** {@code GET /audit/access}: who looked at the audit trail, newest first; whoever asks this is in the next answer. */
@RestController
final class AccessController {

    private static final int STANDARD_LIMIT = 100;

    private final Access access;
    private final AccessLog log;

    AccessController(Access access, AccessLog log) {
        this.access = access;
        this.log = log;
    }

    /** One page. */
    @GetMapping("/audit/access")
    ResponseEntity<Body> access(HttpServletRequest request) {
        Admitted caller = access.admit(request, Question.ACCESS);
        Parameters parameters = RecordParameters.parameters(request, Set.of(), "limit", "before");
        int limit = parameters.limit(STANDARD_LIMIT);
        List<TrailAccess> found = log.find(parameters.before().map(Cursor::id).orElse(Long.MAX_VALUE), limit + 1);
        List<TrailAccess> shown = found.subList(0, Math.min(limit, found.size()));
        caller.shown(shown.size());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Body(
                shown.stream().map(Entry::of).toList(),
                found.size() > limit ? new Cursor(shown.getLast().at(), shown.getLast().id()).text() : null));
    }

    /** {@code {"accesses": [...], "next"}}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(List<Entry> accesses, @Nullable String next) {}

    /** One access; {@code rows} is absent while they are being sent, and where that broke off. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Entry(String at, String question, String parameters, @Nullable String accessorSha256,
            @Nullable String displayName, @Nullable String entityId, @Nullable Long rows) {

        static Entry of(TrailAccess access) {
            return new Entry(access.at().toString(), access.question(), access.parameters(), access.accessorSha256(),
                    access.displayName(), access.entityId(), access.rows());
        }
    }
}
