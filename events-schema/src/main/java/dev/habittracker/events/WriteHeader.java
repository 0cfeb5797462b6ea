package dev.habittracker.events;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// What every event says of the write that it tells about.
///
/// @param keyring   the keyring's name, which is also the record's key on the topic
/// @param epoch     Unix seconds of the ring's creation or of the last acceptance of a restored ring
/// @param version   the KV version that the write made; (epoch, version) orders all rings
/// @param writeId   random per write; (version, write id) tells a write from another one that a restored backup gave the
///                  same number
/// @param decided   when the write was decided, on Vault's clock
/// @param reason    why, as a sentence for an operator
/// @param requestId the request that asked for the write; `null` where the schedule or the ring's own state did
/// @param by        who decided: an operator's display name, or the rotator
@JsonNaming(SnakeCaseStrategy.class)
public record WriteHeader(String keyring, long epoch, long version, String writeId, Instant decided, String reason,
        @Nullable String requestId, String by) {}
