package dev.habittracker.habitapi.password;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PasswordsTest {

    private static final Executor VIRTUAL = task -> Thread.ofVirtual().start(task);

    private final RecordingEncoder encoder = new RecordingEncoder();
    private final Passwords passwords = new Passwords(encoder, new PasswordProperties(1, 1));

    @AfterEach
    void close() {
        encoder.gate.countDown();
        passwords.close();
    }

    @Test
    void matches_ownPassword_isTrueAndOtherIsFalse() {
        encoder.gate.countDown();
        String hash = passwords.hash("a long password");
        assertThat(passwords.matches("a long password", hash)).isTrue();
        assertThat(passwords.matches("another password", hash)).isFalse();
    }

    @Test
    void hash_today_namesItsEncoder() {
        encoder.gate.countDown();
        assertThat(passwords.hash("a long password")).startsWith("{bcrypt}$2a$10$");
    }

    @Test
    void matches_nobody_isFalseAfterTheSameWorkAsForSomebody() {
        encoder.gate.countDown();
        String hash = passwords.hash("a long password");
        passwords.matches("guess", hash);
        passwords.matches("guess", null);
        assertThat(encoder.checked).hasSize(2).allSatisfy(checked -> assertThat(checked).startsWith("{bcrypt}$2a$10$"));
    }

    @Test
    void matches_thePasswordOfNobody_isFalse() {
        encoder.gate.countDown();
        assertThat(passwords.matches("the password of nobody", null)).isFalse();
    }

    @Test
    void upgrade_hashOfTheCurrentEncoder_isKept() {
        encoder.gate.countDown();
        assertThat(passwords.upgrade("a long password", passwords.hash("a long password"))).isEmpty();
    }

    @Test
    void upgrade_hashOfAWeakerEncoder_isReplaced() {
        encoder.gate.countDown();
        String weak = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("a long password");
        assertThat(passwords.upgrade("a long password", weak)).hasValueSatisfying(
                fresh -> assertThat(passwords.matches("a long password", fresh)).isTrue());
    }

    @Test
    void matches_moreWaitingThanAllowed_isTurnedAway() {
        CompletableFuture<Boolean> working = CompletableFuture.supplyAsync(() -> passwords.matches("one", null),
                VIRTUAL);
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> passwords.matches("two", null),
                VIRTUAL);
        Awaitility.await().until(() -> passwords.waiting() == 1);
        assertThatExceptionOfType(PasswordQueueFullException.class)
                .isThrownBy(() -> passwords.matches("three", null))
                .withMessage("too many passwords are waiting to be checked");
        encoder.gate.countDown();
        assertThat(working.join()).isFalse();
        assertThat(waiting.join()).isFalse();
    }

    /// The real encoder, which also records what it was asked to check and waits at a gate before it does.
    private static final class RecordingEncoder implements PasswordEncoder {

        private final PasswordEncoder real = PasswordEncoderFactories.createDelegatingPasswordEncoder();
        private final List<String> checked = new CopyOnWriteArrayList<>();
        private final CountDownLatch gate = new CountDownLatch(1);

        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            return real.encode(password);
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            checked.add(String.valueOf(hash));
            try {
                gate.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
            return real.matches(password, hash);
        }

        @Override
        public boolean upgradeEncoding(@Nullable String hash) {
            return real.upgradeEncoding(hash);
        }
    }
}
