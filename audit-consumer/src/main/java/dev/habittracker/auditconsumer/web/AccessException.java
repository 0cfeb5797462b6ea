package dev.habittracker.auditconsumer.web;

import org.springframework.http.HttpStatus;

/** The caller is not let in, or nobody can say just now whether to. */
final class AccessException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Why a caller is not let in. */
    enum Kind {
        TOKEN_MISSING(HttpStatus.UNAUTHORIZED, "token-missing"), NOT_ALLOWED(HttpStatus.FORBIDDEN,
                "not-allowed"), VAULT_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "vault-unavailable");

        private final HttpStatus status;
        private final String type;

        Kind(HttpStatus status, String type) {
            this.status = status;
            this.type = type;
        }

        HttpStatus status() {
            return status;
        }

        /** The last part of the problem's type. */
        String type() {
            return type;
        }
    }

    AccessException(Kind kind, String detail) {
        super(detail);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
