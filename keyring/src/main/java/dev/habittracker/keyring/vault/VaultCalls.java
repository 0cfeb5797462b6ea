package dev.habittracker.keyring.vault;

import java.util.Optional;

import org.springframework.vault.support.VaultToken;

import dev.habittracker.keyring.store.StoreException;

/// Calls of the API with this process's own token.
final class VaultCalls {

    private static final int DENIED = 403;

    private final VaultHttp http;
    private final VaultSession session;

    VaultCalls(VaultHttp http, VaultSession session) {
        this.http = http;
        this.session = session;
    }

    /// Sends a call; after a 403, which an expired or revoked token gets too, once more with a new token. A call that was
    /// answered 403 was not carried out, so that this repeats no write.
    ///
    /// @return the answer, whatever its status
    /// @throws StoreException where no answer came, or no token could be had
    VaultAnswer send(VaultRequest request) {
        VaultToken token = session.getSessionToken();
        VaultAnswer answer = http.send(request, token);
        if (answer.status() != DENIED) {
            session.granted(request.path());
            return answer;
        }
        Optional<VaultToken> other = session.insteadOf(token, request.path());
        if (other.isEmpty()) {
            return answer;
        }
        VaultAnswer again = http.send(request, other.get());
        if (again.status() == DENIED) {
            session.deniedAfresh(request.path());
        } else {
            session.granted(request.path());
        }
        return again;
    }
}
