package dev.habittracker.auditconsumer.web;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.habittracker.auditconsumer.jdbc.RecordQuery;
import dev.habittracker.auditconsumer.jdbc.UnansweredQuery;
import dev.habittracker.auditconsumer.query.Cursor;
import dev.habittracker.auditconsumer.query.FoundRecord;
import dev.habittracker.auditconsumer.query.RecordFilter;
import dev.habittracker.auditconsumer.query.RecordPage;
import dev.habittracker.auditconsumer.query.Window;
import dev.habittracker.auditconsumer.web.Access.Admitted;

/** {@code GET /audit/records}: records by what they say, newest first; one of them; those that Vault did not answer. */
@RestController
final class RecordController {

    private static final int STANDARD_LIMIT = 100;

    private final Access access;
    private final RecordQuery records;
    private final UnansweredQuery unanswered;
    private final Clock clock;

    RecordController(Access access, RecordQuery records, UnansweredQuery unanswered, Clock clock) {
        this.access = access;
        this.records = records;
        this.unanswered = unanswered;
        this.clock = clock;
    }

    /** One page of the records that meet a filter. */
    @GetMapping("/audit/records")
    ResponseEntity<Body> records(HttpServletRequest request) {
        Admitted caller = access.admit(request, Question.RECORDS);
        Parameters parameters = RecordParameters.parameters(request, RecordParameters.FILTER, "limit", "before");
        RecordFilter filter = RecordParameters.filter(parameters, clock.instant());
        return page(caller, filter.window(),
                records.find(filter, parameters.limit(STANDARD_LIMIT), parameters.before().orElse(null)));
    }

    /** One page of the requests that Vault recorded and no response to: they may have been carried out. */
    @GetMapping("/audit/unanswered")
    ResponseEntity<Body> unanswered(HttpServletRequest request) {
        Admitted caller = access.admit(request, Question.UNANSWERED);
        Parameters parameters = RecordParameters.parameters(request, RecordParameters.WINDOW, "limit", "before");
        Window window = RecordParameters.window(parameters, clock.instant());
        return page(caller, window,
                unanswered.find(window, parameters.limit(STANDARD_LIMIT), parameters.before().orElse(null)));
    }

    /** One record, with all that Vault wrote. */
    @GetMapping("/audit/records/{id}")
    ResponseEntity<RecordBody> record(HttpServletRequest request, @PathVariable String id) {
        Admitted caller = access.admit(request, Question.RECORD);
        new Parameters(request, Set.of());
        FoundRecord found = find(id);
        caller.shown(1);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(RecordBody.of(found));
    }

    /** Its bytes as Vault wrote them, the newline left out; of a line in pieces all of them. */
    @GetMapping("/audit/records/{id}/raw")
    void raw(HttpServletRequest request, HttpServletResponse response, @PathVariable String id) throws IOException {
        Admitted caller = access.admit(request, Question.RAW);
        new Parameters(request, Set.of());
        FoundRecord found = find(id);
        caller.shown(1);
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        try {
            records.writeRaw(found.place(), response.getOutputStream());
        } catch (RuntimeException e) {
            throw BrokenOffException.of(response, e);
        }
    }

    private FoundRecord find(String id) {
        return Cursor.parse(id).flatMap(records::get).orElseThrow(NoSuchRecordException::new);
    }

    private static ResponseEntity<Body> page(Admitted caller, Window window, RecordPage page) {
        caller.shown(page.records().size());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Body.of(window, page));
    }

    /**
     * {@code {"from", "to", "records": [...], "next"}}.
     *
     * @param from none before this was looked at; absent of records that say no time
     * @param to none at or after this was
     * @param records newest first
     * @param next to be given as {@code before} for the next page; absent at the end
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(@Nullable String from, @Nullable String to, List<RecordBody> records, @Nullable String next) {

        static Body of(Window window, RecordPage page) {
            return new Body(window.isUndated() ? null : window.from().toString(),
                    window.isUndated() ? null : window.to().toString(),
                    page.records().stream().map(RecordBody::of).toList(),
                    page.next().map(Cursor::text).orElse(null));
        }
    }
}
