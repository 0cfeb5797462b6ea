package dev.habittracker.rotator.known;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.Position;

/// A request that was accepted and is not finished.
///
/// @param id       stands in the journal once the request was carried out
/// @param command  what was asked for
/// @param accepted when, on Vault's clock where that was known
/// @param seen     the ring's position when it was accepted; `null` where nobody knew. A rotation above it serves it
/// @param by       who asked
/// @param reason   why, in the asker's words; `null` where nothing was said
/// @param done     the version that carried it out, as the history has it; `null` where it has none
public record OpenRequest(String id, Command command, Instant accepted, @Nullable Position seen, String by,
        @Nullable String reason, @Nullable Position done) {

    /// A request of which the history has nothing.
    public OpenRequest(String id, Command command, Instant accepted, @Nullable Position seen, String by,
            @Nullable String reason) {
        this(id, command, accepted, seen, by, reason, null);
    }

    /// The same with what the history has of it.
    public OpenRequest doneBy(@Nullable Position version) {
        return new OpenRequest(id, command, accepted, seen, by, reason, version);
    }

    /// `why` with the asker's own words after it.
    public String because(String why) {
        return reason == null || reason.isBlank() ? why : why + ": " + reason;
    }
}
