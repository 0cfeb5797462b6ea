package dev.habittracker.habitapi.web;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.habittracker.habitapi.account.Account;
import dev.habittracker.habitapi.account.Credentials;
import dev.habittracker.habitapi.account.UsernameTakenException;
import dev.habittracker.habitapi.account.WrongCredentialsException;
import dev.habittracker.habitapi.jdbc.AccountTable;
import dev.habittracker.habitapi.password.Passwords;
import dev.habittracker.habitapi.token.AccessToken;
import dev.habittracker.habitapi.token.TokenIssuer;

/// Register and log in.
@RestController
class AccountController {

    private final AccountTable accounts;
    private final Passwords passwords;
    private final TokenIssuer tokens;
    private final Clock clock;

    AccountController(AccountTable accounts, Passwords passwords, TokenIssuer tokens, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.tokens = tokens;
        this.clock = clock;
    }

    record CredentialsBody(@Nullable String username, @Nullable String password) {

        @Override
        public String toString() {
            return "CredentialsBody[username=%s]".formatted(username);
        }
    }

    record RegisteredBody(UUID id, String username) {}

    /// The answer of RFC 6749, section 5.1.
    ///
    /// @param expiresIn seconds
    record TokenBody(String accessToken, String tokenType, long expiresIn) {

        @Override
        public String toString() {
            return "TokenBody[expiresIn=%d]".formatted(expiresIn);
        }
    }

    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    RegisteredBody register(@RequestBody CredentialsBody body) {
        Credentials credentials = Credentials.toRegister(body.username(), body.password());
        String hash = passwords.hash(credentials.password());
        UUID id = accounts.insert(credentials.username(), hash, clock.instant())
                .orElseThrow(UsernameTakenException::new);
        return new RegisteredBody(id, credentials.username());
    }

    @PostMapping("/login")
    TokenBody login(@RequestBody CredentialsBody body) {
        Account account = authenticate(Credentials.toLogIn(body.username(), body.password()));
        AccessToken token = tokens.issue(account.id());
        return new TokenBody(token.value(), "Bearer", token.expiresIn().toSeconds());
    }

    /// An unknown username costs one password check and is answered like a wrong password.
    private Account authenticate(Credentials credentials) {
        Optional<Account> found = credentials.couldBelongToUser()
                ? accounts.find(credentials.username())
                : Optional.empty();
        String password = credentials.password();
        boolean matches = passwords.matches(password, found.map(Account::passwordHash).orElse(null));
        Account account = found.filter(_ -> matches).orElseThrow(WrongCredentialsException::new);
        passwords.upgrade(password, account.passwordHash()).ifPresent(hash -> accounts.replaceHash(account, hash));
        return account;
    }
}
