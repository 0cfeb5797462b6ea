package dev.habittracker.habitapi.password;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Hashes and checks passwords on a few platform threads of its own. A hash is meant to take some 100 ms of a
/// processor and never waits, so on the virtual threads of the requests a burst of log-ins would hold all their
/// carriers and with them every other request.
@Component
public class Passwords implements AutoCloseable {

    private final PasswordEncoder encoder;
    private final ThreadPoolExecutor workers;
    private final String hashOfNobody;

    Passwords(PasswordEncoder encoder, PasswordProperties properties) {
        this.encoder = encoder;
        int threads = properties.threadsOn(Runtime.getRuntime().availableProcessors());
        this.workers = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(properties.waiting()),
                Thread.ofPlatform().name("password-", 0).daemon().factory());
        this.hashOfNobody = encode("the password of nobody");
    }

    public String hash(String password) {
        return work(() -> encode(password));
    }

    /// Whether this is the password behind the hash. Without a hash the answer is no, after the same work: how long
    /// it takes does not tell whether the user exists.
    public boolean matches(String password, @Nullable String hash) {
        boolean same = work(() -> encoder.matches(password, hash == null ? hashOfNobody : hash));
        return same && hash != null;
    }

    /// A new hash of a password that has just matched, where the encoder has moved on since the old one was made.
    public Optional<String> upgrade(String password, String hash) {
        return encoder.upgradeEncoding(hash) ? Optional.of(hash(password)) : Optional.empty();
    }

    /// How many wait for a thread.
    int waiting() {
        return workers.getQueue().size();
    }

    @Override
    public void close() {
        workers.shutdown();
    }

    private String encode(String password) {
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("the password encoder made no hash");
        }
        return hash;
    }

    private <T> T work(Callable<T> task) {
        try {
            return workers.submit(task).get();
        } catch (RejectedExecutionException full) {
            throw new PasswordQueueFullException();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a password was checked");
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a password could not be checked", failed.getCause());
        }
    }
}
