package dev.habittracker.rotator.requests;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.habittracker.events.Position;
import dev.habittracker.rotator.decide.Outcome;
import dev.habittracker.rotator.known.OpenRequest;

/// A request of an operator, and what became of it.
///
/// @param keyring     the keyring's name
/// @param key         the idempotency key that it came with
/// @param asked       what was asked for
/// @param state       how it stands
/// @param stateReason why it stands so
/// @param result      the ring's position that came of it; `null` where none did
/// @param finished    when it came to its end; `null` before
public record Request(String keyring, String key, OpenRequest asked, State state, String stateReason,
        @Nullable Position result, @Nullable Instant finished) {

    /// How a request stands.
    public enum State {

        /** It is looked at next. */
        ACCEPTED,

        /** Something stands in its way for now. */
        WAITING,

        /** It was carried out. */
        DONE,

        /** It could not be carried out by its deadline. */
        BLOCKED,

        /** It cannot be carried out. */
        REFUSED;

        /// The name as it stands in answers and in the database.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The state with this label.
        ///
        /// @throws IllegalArgumentException where there is none
        public static State of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }

        /// The state of a request that ended so.
        public static State of(Outcome outcome) {
            return switch (outcome) {
                case DONE -> DONE;
                case BLOCKED -> BLOCKED;
                case REFUSED -> REFUSED;
            };
        }
    }

    /// A request that was just accepted.
    public static Request accepted(String keyring, String key, OpenRequest asked) {
        return new Request(keyring, key, asked, State.ACCEPTED, "it is looked at next", null, null);
    }

    /// Its id.
    public String id() {
        return asked.id();
    }

    /// Whether it has not come to its end.
    public boolean isOpen() {
        return switch (state) {
            case ACCEPTED, WAITING -> true;
            case DONE, BLOCKED, REFUSED -> false;
        };
    }

    /// The same at its end.
    public Request finished(Outcome outcome, @Nullable Position position, String reason, Instant at) {
        return new Request(keyring, key, asked, State.of(outcome), reason, position, at);
    }

    /// The same, waiting.
    public Request waiting(String reason) {
        return new Request(keyring, key, asked, State.WAITING, reason, null, null);
    }
}
