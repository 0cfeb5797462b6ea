package dev.habittracker.habitapi.input;

/// One thing about a request that the client must change.
///
/// @param field   the name of the JSON field or of the query parameter
/// @param message what it must be; never holds what was sent, for that may be a password
public record Refusal(String field, String message) {}
