package dev.habittracker.auditconsumer.web;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import dev.habittracker.auditconsumer.jdbc.AccessLog;
import dev.habittracker.auditconsumer.query.TrailAccess;
import dev.habittracker.auditconsumer.vault.Caller;
import dev.habittracker.auditconsumer.vault.CallerToken;
import dev.habittracker.auditconsumer.vault.Capabilities;
import dev.habittracker.auditconsumer.vault.Permission.Denied;
import dev.habittracker.auditconsumer.vault.Permission.Granted;
import dev.habittracker.auditconsumer.vault.Permission.Undecided;
import dev.habittracker.auditconsumer.web.AccessException.Kind;

/** Lets in whoever shows a Vault token that may, and has every answer written down before it is given. */
public final class Access {

    private static final String BEARER = "Bearer ";

    private final Capabilities capabilities;
    private final AccessLog log;
    private final Clock clock;

    /**
     * @param capabilities asks Vault
     * @param log where accesses are written down
     * @param clock says when they were
     */
    public Access(Capabilities capabilities, AccessLog log, Clock clock) {
        this.capabilities = capabilities;
        this.log = log;
        this.clock = clock;
    }

    /** @throws AccessException unless the token that the request shows may ask this */
    Admitted admit(HttpServletRequest request, Question question) {
        CallerToken token = token(request).flatMap(CallerToken::of)
                .orElseThrow(() -> new AccessException(Kind.TOKEN_MISSING,
                        "show a Vault token in the header X-Vault-Token, or as Authorization: Bearer"));
        return switch (capabilities.ask(token, question.permission(), "read")) {
            case Granted(Caller caller) -> new Admitted(caller, question, parameters(request));
            case Denied(String reason) -> throw new AccessException(Kind.NOT_ALLOWED, reason);
            case Undecided(String reason) -> throw new AccessException(Kind.VAULT_UNAVAILABLE,
                    reason + ", so nobody can be let in just now");
        };
    }

    private static String parameters(HttpServletRequest request) {
        String query = Objects.requireNonNullElse(request.getQueryString(), "");
        return request.getRequestURI() + (query.isEmpty() ? "" : "?" + query);
    }

    private static Optional<String> token(HttpServletRequest request) {
        String vaultToken = request.getHeader("X-Vault-Token");
        if (vaultToken != null) {
            return Optional.of(vaultToken);
        }
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(authorization.substring(BEARER.length()).trim())
                : Optional.empty();
    }

    /** Somebody who was let in, with one question. */
    final class Admitted {

        private final Caller caller;
        private final Question question;
        private final String parameters;

        private Admitted(Caller caller, Question question, String parameters) {
            this.caller = caller;
            this.question = question;
            this.parameters = parameters;
        }

        /** Writes down that so many records are shown; before they are. */
        void shown(long rows) {
            add(rows);
        }

        /** Writes down that records are about to be shown, of which nobody knows yet how many; returns the entry's id. */
        long begin() {
            return add(null);
        }

        /** Adds their number. */
        void finish(long entry, long rows) {
            log.finish(entry, rows);
        }

        private long add(@Nullable Long rows) {
            return log.add(new TrailAccess(0, clock.instant(), question.text(), parameters, caller.accessorSha256(),
                    caller.displayName(), caller.entityId(), rows));
        }
    }
}
