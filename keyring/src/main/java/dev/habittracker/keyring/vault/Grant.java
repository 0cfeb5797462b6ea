package dev.habittracker.keyring.vault;

import java.time.Duration;
import java.time.Instant;

import org.springframework.vault.support.VaultToken;

import tools.jackson.databind.JsonNode;

import dev.habittracker.keyring.store.StoreException;
import dev.habittracker.keyring.store.StoreException.Kind;

/// A token as Vault grants or renews it.
///
/// @param at        an instant before it was asked for
/// @param ttl       zero for a token without end
/// @param renewable whether Vault would renew it
record Grant(VaultToken token, Instant at, Duration ttl, boolean renewable) {

    /// The `auth` block of a login or a renewal; its token is checked to be one, for it goes into a header.
    ///
    /// @throws StoreException where there is no token in it, as where Vault asks for a second factor
    static Grant of(VaultRequest request, JsonNode auth, Instant at) {
        String token = auth.path("client_token").asString("");
        if (!VaultNames.isText(token)) {
            throw new StoreException(Kind.FAILED, request + ": the answer has no token in it");
        }
        return new Grant(VaultToken.of(token), at, Duration.ofSeconds(auth.path("lease_duration").asLong(0)),
                auth.path("renewable").asBoolean(false));
    }

    TokenFacts facts(double jitter) {
        return new TokenFacts(at, ttl, ttl, renewable, jitter);
    }

    /// Without the token.
    @Override
    public String toString() {
        return "Grant[" + ttl + (renewable ? ", renewable" : "") + "]";
    }
}
