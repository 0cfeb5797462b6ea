package dev.habittracker.habitapi.jdbc;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.habittracker.habitapi.account.Account;

/// Table `users`.
@Repository
public class AccountTable {

    private final JdbcClient jdbc;

    AccountTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The new user's id, or empty where the username is taken.
    public Optional<UUID> insert(String username, String passwordHash, Instant now) {
        return jdbc.sql("""
                INSERT INTO users (username, password_hash, created_at) VALUES (:username, :hash, :now)
                ON CONFLICT (username) DO NOTHING RETURNING id""")
                .param("username", username)
                .param("hash", passwordHash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
    }

    public Optional<Account> find(String username) {
        return jdbc.sql("SELECT id, username, password_hash FROM users WHERE username = :username")
                .param("username", username)
                .query((row, _) -> new Account(Columns.uuid(row, "id"), row.getString("username"),
                        row.getString("password_hash")))
                .optional();
    }

    /// Replaces a hash that an older encoder made, unless it has been replaced meanwhile.
    public void replaceHash(Account account, String newHash) {
        jdbc.sql("UPDATE users SET password_hash = :new WHERE id = :id AND password_hash = :old")
                .param("new", newHash)
                .param("id", account.id())
                .param("old", account.passwordHash())
                .update();
    }
}
