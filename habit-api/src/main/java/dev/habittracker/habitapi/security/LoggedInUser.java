package dev.habittracker.habitapi.security;

import java.util.UUID;

/// Who sent the request: the `sub` of a token that was verified.
public record LoggedInUser(UUID id) {}
