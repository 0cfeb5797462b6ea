package dev.habittracker.habitapi.web;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

import static dev.habittracker.habitapi.web.Client.PASSWORD;
import static dev.habittracker.habitapi.web.Client.credentials;
import static dev.habittracker.habitapi.web.Client.newUsername;
import static org.assertj.core.api.Assertions.assertThat;

class AccountIT extends RunningApi {

    @Autowired
    private JdbcClient jdbc;

    @Test
    void register_newUsername_isCreated() {
        String username = newUsername();
        Answer answer = nobody().post("/register", credentials(username, PASSWORD));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("username")).isEqualTo(username);
        assertThat(UUID.fromString(answer.text("id"))).isNotNull();
        assertThat(answer.body()).doesNotContain("password", "hash");
    }

    @Test
    void register_anyPassword_isStoredAsHash() {
        String username = newUsername();
        nobody().post("/register", credentials(username, PASSWORD));
        assertThat(storedHash(username)).startsWith("{bcrypt}").doesNotContain(PASSWORD);
    }

    @Test
    void register_takenUsername_isAConflict() {
        String username = newUsername();
        nobody().post("/register", credentials(username, PASSWORD));
        Answer answer = nobody().post("/register", credentials(username, "another password"));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.detail()).isEqualTo("This username is taken: choose another one.");
    }

    @Test
    void register_sameUsernameByManyAtOnce_succeedsOnce() throws Exception {
        String body = credentials(newUsername(), PASSWORD);
        assertThat(atOnce(8, () -> nobody().post("/register", body).status())).containsOnlyOnce(201)
                .allMatch(status -> status == 201 || status == 409);
    }

    @Test
    void register_badUsernameAndPassword_namesBothFields() {
        Answer answer = nobody().post("/register", credentials("Ada Lovelace", "short"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).isEqualTo("Change the fields named in errors and send the request again.");
        assertThat(answer.errors()).containsExactly(
                "username must be 3 to 40 characters: a-z, 0-9, and after the first also . _ -",
                "password must have at least 12 characters");
        assertThat(answer.body()).doesNotContain("short");
    }

    @Test
    void register_passwordBeyondWhatTheHashLooksAt_isRefused() {
        Answer answer = nobody().post("/register", credentials(newUsername(), "x".repeat(73)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).containsExactly("password must have at most 72 bytes in UTF-8");
    }

    @Test
    void logIn_rightPassword_givesATokenThatNamesTheUser() {
        String username = newUsername();
        nobody().post("/register", credentials(username, PASSWORD));
        Answer answer = nobody().post("/login", credentials(username, PASSWORD));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.json().required("expires_in").asLong()).isBetween(890L, 900L);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(nobody().with(answer.text("access_token")).get("/habits").status()).isEqualTo(200);
    }

    @Test
    void logIn_wrongPasswordAndUnknownUser_areAnsweredAlike() {
        String username = newUsername();
        nobody().post("/register", credentials(username, PASSWORD));
        Answer wrongPassword = nobody().post("/login", credentials(username, "not the password"));
        Answer unknownUser = nobody().post("/login", credentials(newUsername(), PASSWORD));
        Answer impossibleUser = nobody().post("/login", credentials("Nobody has this\\u0000", PASSWORD));
        assertThat(List.of(wrongPassword, unknownUser, impossibleUser)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"habit-api\"");
            assertThat(answer.body()).isEqualTo(wrongPassword.body());
        });
        assertThat(wrongPassword.detail()).isEqualTo("No user has this username and password.");
    }

    @Test
    void logIn_passwordThatOnlyBcryptTakesForTheSame_isRefused() {
        String username = newUsername();
        nobody().post("/register", credentials(username, "x".repeat(72)));
        assertThat(nobody().post("/login", credentials(username, "x".repeat(72))).status()).isEqualTo(200);
        assertThat(nobody().post("/login", credentials(username, "x".repeat(73))).status()).isEqualTo(401);
    }

    @Test
    void logIn_nothingSent_namesWhatIsMissing() {
        Answer answer = nobody().post("/login", "{}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).containsExactly("username is missing", "password is missing");
    }

    @Test
    void logIn_withAnOldTokenInTheRequest_isPossible() {
        String username = newUsername();
        nobody().post("/register", credentials(username, PASSWORD));
        assertThat(nobody().with("an.old.token").post("/login", credentials(username, PASSWORD)).status())
                .isEqualTo(200);
    }

    @Test
    void logIn_hashOfAWeakerEncoder_isReplaced() {
        String username = newUsername();
        nobody().post("/register", credentials(username, PASSWORD));
        jdbc.sql("UPDATE users SET password_hash = ? WHERE username = ?")
                .params("{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD), username).update();
        assertThat(nobody().post("/login", credentials(username, PASSWORD)).status()).isEqualTo(200);
        assertThat(storedHash(username)).startsWith("{bcrypt}$2a$10$");
        assertThat(nobody().post("/login", credentials(username, PASSWORD)).status()).isEqualTo(200);
    }

    private String storedHash(String username) {
        return jdbc.sql("SELECT password_hash FROM users WHERE username = ?").param(username).query(String.class)
                .single();
    }

    static <T> List<T> atOnce(int times, Callable<T> task) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new java.util.ArrayList<>();
            for (Future<T> future : threads.invokeAll(java.util.Collections.nCopies(times, task))) {
                results.add(future.get());
            }
            return results;
        }
    }
}
