package dev.habittracker.keyring.vault;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

import tools.jackson.databind.JsonNode;

/// One call of Vault's API.
///
/// @param path  what follows `/v1/`, without a query
/// @param query what follows `?`; `null` for none
/// @param body  JSON; it may hold key material or credentials
record VaultRequest(HttpMethod method, String path, @Nullable String query, @Nullable JsonNode body) {

    static VaultRequest get(String path) {
        return new VaultRequest(HttpMethod.GET, path, null, null);
    }

    static VaultRequest get(String path, String query) {
        return new VaultRequest(HttpMethod.GET, path, query, null);
    }

    static VaultRequest post(String path, JsonNode body) {
        return new VaultRequest(HttpMethod.POST, path, null, body);
    }

    String uri() {
        return query == null ? path : path + "?" + query;
    }

    /// Method and path, as messages name the call.
    @Override
    public String toString() {
        return method.name() + " " + uri();
    }
}
