package dev.habittracker.auditconsumer.web;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.habittracker.auditconsumer.jdbc.ChainCheck;
import dev.habittracker.auditconsumer.jdbc.ChainCheck.Known;
import dev.habittracker.auditconsumer.jdbc.CoverageQuery;
import dev.habittracker.auditconsumer.jdbc.FactLog;
import dev.habittracker.auditconsumer.query.Cursor;
import dev.habittracker.auditconsumer.query.FileCoverage;
import dev.habittracker.auditconsumer.query.NotedFact;
import dev.habittracker.auditconsumer.query.Verification;
import dev.habittracker.auditconsumer.query.Window;
import dev.habittracker.auditconsumer.web.Access.Admitted;
import dev.habittracker.auditconsumer.web.ProofBodies.Coverages;
import dev.habittracker.auditconsumer.web.ProofBodies.Facts;
import dev.habittracker.auditconsumer.web.ProofBodies.Verified;

/** Whether anything is missing, and whether anything was changed: facts, coverage of the files, the chain of digests. */
@RestController
final class ProofController {

    private static final int STANDARD_LIMIT = 100;
    private static final int STANDARD_LINKS = 1_000;
    private static final Pattern KNOWN = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

    private final Access access;
    private final FactLog facts;
    private final CoverageQuery coverage;
    private final ChainCheck chain;
    private final Clock clock;

    ProofController(Access access, FactLog facts, CoverageQuery coverage, ChainCheck chain, Clock clock) {
        this.access = access;
        this.facts = facts;
        this.coverage = coverage;
        this.chain = chain;
        this.clock = clock;
    }

    /** Losses, holes, repeats and whatever else was noticed, newest first. */
    @GetMapping("/audit/facts")
    ResponseEntity<Facts> facts(HttpServletRequest request) {
        Admitted caller = access.admit(request, Question.FACTS);
        Parameters parameters = RecordParameters.parameters(request, RecordParameters.WINDOW, "kind", "limit",
                "before");
        Window window = RecordParameters.window(parameters, clock.instant());
        List<String> kinds = parameters.word("kind", ProofBodies.KINDS.toArray(String[]::new)).map(List::of)
                .orElse(ProofBodies.KINDS).stream()
                .map(kind -> kind.toUpperCase(Locale.ROOT).replace('-', '_')).toList();
        int limit = parameters.limit(STANDARD_LIMIT);
        List<NotedFact> found = facts.find(window, kinds, before(parameters), limit + 1);
        List<NotedFact> shown = found.subList(0, Math.min(limit, found.size()));
        return shown(caller, shown.size(), new Facts(window.from().toString(), window.to().toString(),
                shown.stream().map(ProofBodies.FactBody::of).toList(),
                found.size() > limit ? new Cursor(shown.getLast().noticed(), shown.getLast().id()).text() : null));
    }

    /** What is stored of each audit file, and what is missing of it. */
    @GetMapping("/audit/coverage")
    ResponseEntity<Coverages> coverage(HttpServletRequest request) {
        Admitted caller = access.admit(request, Question.COVERAGE);
        Parameters parameters = RecordParameters.parameters(request, Set.of(), "holes_only", "limit", "before");
        int limit = parameters.limit(STANDARD_LIMIT);
        List<FileCoverage> found = coverage.find(
                parameters.word("holes_only", "true", "false").map(Boolean::valueOf).orElse(false),
                before(parameters), limit + 1);
        List<FileCoverage> shown = found.subList(0, Math.min(limit, found.size()));
        return shown(caller, shown.size(), new Coverages(shown.stream().map(ProofBodies.FileBody::of).toList(),
                found.size() > limit ? new Cursor(Instant.MIN, shown.getLast().id()).text() : null));
    }

    /** Compares stored rows with the chain, up to the first link that does not match. */
    @GetMapping("/audit/verify")
    ResponseEntity<Verified> verify(HttpServletRequest request) {
        Admitted caller = access.admit(request, Question.VERIFY);
        Parameters parameters = RecordParameters.parameters(request, Set.of(), "from", "links", "known");
        Verification result = chain.check(parameters.number("from", 1, Long.MAX_VALUE / 2, 1),
                (int) parameters.number("links", 1, 100_000, STANDARD_LINKS), known(parameters));
        return shown(caller, result.rows(), Verified.of(result));
    }

    private static @Nullable Known known(Parameters parameters) {
        return parameters.text("known").map(text -> {
            Matcher known = KNOWN.matcher(text);
            if (!known.matches()) {
                throw new BadParameterException("known",
                        "is not <head>:<chain> of an earlier answer, such as 17:9f86d0...");
            }
            return new Known(Long.parseLong(known.group(1)), known.group(2));
        }).orElse(null);
    }

    private static long before(Parameters parameters) {
        return parameters.before().map(Cursor::id).orElse(Long.MAX_VALUE);
    }

    private static <T> ResponseEntity<T> shown(Admitted caller, long rows, T body) {
        caller.shown(rows);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
