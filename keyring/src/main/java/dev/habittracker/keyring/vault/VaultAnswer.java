package dev.habittracker.keyring.vault;

import java.util.List;

import tools.jackson.databind.JsonNode;

import dev.habittracker.keyring.ring.VaultTime;

/// What Vault answered.
///
/// @param status the HTTP status
/// @param body   the JSON, or a missing node where there was none; it may hold key material or a token
/// @param time   Vault's now, from the `Date` header and the round trip
record VaultAnswer(int status, JsonNode body, VaultTime time) {

    boolean ok() {
        return status >= 200 && status < 300;
    }

    /// Vault's own words; they name paths and rules, and quote no secret.
    List<String> errors() {
        return body.path("errors").valueStream().filter(JsonNode::isString).map(JsonNode::stringValue).toList();
    }

    /// Whether one of Vault's words contains this text.
    boolean says(String text) {
        return errors().stream().anyMatch(error -> error.contains(text));
    }

    /// Status only.
    @Override
    public String toString() {
        return "VaultAnswer[" + status + "]";
    }
}
