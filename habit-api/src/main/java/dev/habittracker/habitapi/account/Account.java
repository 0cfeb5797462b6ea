package dev.habittracker.habitapi.account;

import java.util.UUID;

/// A registered user.
///
/// @param id           the `sub` of the user's tokens
/// @param passwordHash with the encoder's id in front, `{bcrypt}...`
public record Account(UUID id, String username, String passwordHash) {

    @Override
    public String toString() {
        return "Account[id=%s, username=%s]".formatted(id, username);
    }
}
