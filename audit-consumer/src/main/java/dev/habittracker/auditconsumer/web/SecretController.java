package dev.habittracker.auditconsumer.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import com.fasterxml.jackson.annotation.JsonInclude;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import dev.habittracker.auditconsumer.jdbc.SecretUseQuery;
import dev.habittracker.auditconsumer.query.SecretUse;
import dev.habittracker.auditconsumer.query.Window;
import dev.habittracker.auditconsumer.web.Access.Admitted;

/** {@code GET /audit/secrets}: the paths below a prefix, with who read and who wrote each last, or that nobody read it. */
@RestController
final class SecretController {

    private static final int STANDARD_LIMIT = 100;
    private static final int MAX_PREFIX = 500;

    private final Access access;
    private final SecretUseQuery query;
    private final Clock clock;

    SecretController(Access access, SecretUseQuery query, Clock clock) {
        this.access = access;
        this.query = query;
        this.clock = clock;
    }

    /** One page, in the order of the paths. */
    @GetMapping("/audit/secrets")
    ResponseEntity<Body> secrets(HttpServletRequest request) {
        Admitted caller = access.admit(request, Question.SECRETS);
        Parameters parameters = RecordParameters.parameters(request, RecordParameters.WINDOW, "path_prefix",
                "never_read", "limit", "after");
        String prefix = parameters.text("path_prefix").orElseThrow(() -> new BadParameterException("path_prefix",
                "is missing: name how the paths begin, such as secret/data/"));
        RecordParameters.asRecorded("path_prefix", prefix);
        if (prefix.length() > MAX_PREFIX) {
            throw new BadParameterException("path_prefix", "is longer than " + MAX_PREFIX + " characters");
        }
        Window window = RecordParameters.window(parameters, clock.instant());
        int limit = parameters.limit(STANDARD_LIMIT);
        List<SecretUse> found = query.find(prefix, window, parameters.text("after").map(SecretController::path)
                .orElse(""), parameters.word("never_read", "true", "false").map(Boolean::valueOf).orElse(false),
                limit + 1);
        List<SecretUse> shown = found.subList(0, Math.min(limit, found.size()));
        caller.shown(shown.size());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Body(window.from().toString(),
                window.to().toString(), shown.stream().map(Secret::of).toList(),
                found.size() > limit ? text(shown.getLast().path()) : null));
    }

    private static String text(String path) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(path.getBytes(StandardCharsets.UTF_8));
    }

    private static String path(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadParameterException("after", "is not what an earlier answer had under 'next'");
        }
    }

    /**
     * The answer.
     *
     * @param from uses before this were not looked at
     * @param to nor those at or after this
     * @param secrets in the order of their paths
     * @param next to be given as {@code after} for the next page; absent at the end
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(String from, String to, List<Secret> secrets, @Nullable String next) {}

    /** A path; {@code last_read} and {@code last_written} are absent where there was none in that time. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Secret(String path, boolean neverRead, @Nullable Use lastRead, @Nullable Use lastWritten) {

        static Secret of(SecretUse secret) {
            return new Secret(secret.path(), secret.read() == null, Use.of(secret.read()), Use.of(secret.written()));
        }
    }

    /** Who used it, when, from where. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Use(String time, @Nullable String requestId, @Nullable String entityId, @Nullable String displayName,
            @Nullable String roleName, @Nullable String remoteAddress) {

        static @Nullable Use of(SecretUse.@Nullable Use use) {
            return Optional.ofNullable(use).map(known -> new Use(known.at().toString(), known.requestId(),
                    known.entityId(), known.displayName(), known.roleName(), known.remoteAddress())).orElse(null);
        }
    }
}
