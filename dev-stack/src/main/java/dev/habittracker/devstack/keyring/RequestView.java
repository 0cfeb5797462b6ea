package dev.habittracker.devstack.keyring;

import java.util.Optional;

/**
 * What became of a command.
 *
 * @param state accepted, waiting, done, blocked or refused
 * @param result epoch and version of the write that answered it
 */
public record RequestView(String state, String reason, Optional<String> result) {

    public boolean isOpen() {
        return state.equals("accepted") || state.equals("waiting");
    }
}
