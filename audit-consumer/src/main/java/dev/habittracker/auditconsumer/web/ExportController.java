package dev.habittracker.auditconsumer.web;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.json.JsonMapper;

import dev.habittracker.auditconsumer.jdbc.RecordQuery;
import dev.habittracker.auditconsumer.query.FoundRecord;
import dev.habittracker.auditconsumer.query.RecordFilter;
import dev.habittracker.auditconsumer.web.Access.Admitted;

/** {@code GET /audit/export}: all records that meet a filter, as NDJSON with the whole records or as CSV with the columns. */
@RestController
final class ExportController {

    private static final String NDJSON = "ndjson";
    private static final String CSV = "csv";

    private final Access access;
    private final RecordQuery records;
    private final JsonMapper json;
    private final Clock clock;

    ExportController(Access access, RecordQuery records, JsonMapper json, Clock clock) {
        this.access = access;
        this.records = records;
        this.json = json;
        this.clock = clock;
    }

    /** Sent as they are read: memory is bounded, however many there are. */
    @GetMapping("/audit/export")
    void export(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Admitted caller = access.admit(request, Question.EXPORT);
        Parameters parameters = RecordParameters.parameters(request, RecordParameters.FILTER, "format");
        RecordFilter filter = RecordParameters.filter(parameters, clock.instant());
        boolean csv = parameters.word("format", NDJSON, CSV).orElse(NDJSON).equals(CSV);
        long entry = caller.begin();
        response.setContentType(csv ? "text/csv;charset=UTF-8" : "application/x-ndjson");
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"audit-records." + (csv ? CSV : NDJSON) + "\"");
        try {
            caller.finish(entry, write(filter, csv, response));
        } catch (RuntimeException e) {
            throw BrokenOffException.of(response, e);
        }
    }

    private long write(RecordFilter filter, boolean csv, HttpServletResponse response) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        long[] rows = new long[1];
        if (csv) {
            out.write(CsvLine.HEADER);
        }
        records.forEach(filter, found -> {
            try {
                out.write(csv ? CsvLine.of(found) : line(found));
                rows[0]++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        out.flush();
        return rows[0];
    }

    private String line(FoundRecord found) {
        return json.writeValueAsString(RecordBody.of(found)) + "\n";
    }
}
