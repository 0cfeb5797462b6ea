package dev.habittracker.devstack.load;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.habittracker.devstack.http.Answer;
import dev.habittracker.devstack.http.JsonClient;

/**
 * A person with an app: registers, logs in, keeps the token for its whole life, creates and reads habits at whichever instance answers, and logs in
 * again a moment before the token ends, or when its key was revoked.
 */
final class Client implements Runnable {

    /** A request sent this long before a token's end is answered before it, unless the instance is held up. */
    static final Duration BEFORE_THE_END = Duration.ofSeconds(1);

    private final Map<String, String> credentials;
    private final List<Instance> instances;
    private final RevokedKeys revoked;
    private final Consumer<Sample> samples;
    private final JsonClient http;
    private final Clock clock;
    private volatile boolean stopped;
    private volatile @Nullable IssuedToken token;

    public Client(String username, List<Instance> instances, RevokedKeys revoked, Consumer<Sample> samples,
            JsonClient http,
            Clock clock) {
        this.credentials = Map.of("username", username, "password", "correct-horse-" + username);
        this.instances = instances;
        this.revoked = revoked;
        this.samples = samples;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public void run() {
        register();
        while (!stopped) {
            step();
            think();
        }
    }

    public void register() {
        send(Operation.REGISTER, any(), null);
    }

    /** One request: a login where there is no token that lives on for a while, else a habit. */
    public void step() {
        IssuedToken held = token().orElse(null);
        if (held == null) {
            send(Operation.LOG_IN, any(), null);
        } else if (ThreadLocalRandom.current().nextInt(4) == 0) {
            send(Operation.CREATE_HABIT, any(), held);
        } else {
            send(Operation.READ_HABITS, any(), held);
        }
    }

    public void stop() {
        stopped = true;
    }

    /** The token it holds now, unless it is about to end. */
    public Optional<IssuedToken> token() {
        return Optional.ofNullable(token)
                .filter(held -> clock.instant().isBefore(held.expires().minus(BEFORE_THE_END)));
    }

    private void send(Operation operation, Instance instance, @Nullable IssuedToken held) {
        Instant at = clock.instant();
        long start = System.nanoTime();
        Outcome outcome;
        try {
            Answer answer = exchange(operation, instance, held);
            outcome = Outcome.of(answer.status(), held != null && revoked.contains(held.kid()),
                    operation.title() + ", " + answer.problem());
            react(operation, answer, outcome);
        } catch (IOException e) {
            outcome = new Outcome.Failed("no answer: " + operation.title() + ", " + e.getClass().getSimpleName());
        }
        samples.accept(new Sample(at, Duration.ofNanos(System.nanoTime() - start), operation, instance.name(),
                held == null ? "" : held.kid(), Optional.ofNullable(held).map(IssuedToken::expires), outcome));
    }

    private Answer exchange(Operation operation, Instance instance, @Nullable IssuedToken held) throws IOException {
        Map<String, String> headers = held == null ? Map.of() : Map.of("Authorization", "Bearer " + held.value());
        return switch (operation) {
            case REGISTER -> http.post(instance.register(), headers, credentials);
            case LOG_IN -> http.post(instance.login(), headers, credentials);
            case CREATE_HABIT ->
                http.post(instance.habits(), headers,
                        Map.of("name", "habit " + ThreadLocalRandom.current().nextInt(1_000_000)));
            case READ_HABITS -> http.get(instance.habits(), headers);
        };
    }

    private void react(Operation operation, Answer answer, Outcome outcome) {
        switch (outcome) {
            case Outcome.Served _ -> {
                if (operation == Operation.LOG_IN) {
                    token = IssuedToken.read(answer.body().path("access_token").asString());
                }
            }
            case Outcome.RefusedAsRevoked _ -> token = null;
            // A client that is refused logs in again, as it would in life; the refusal is counted.
            case Outcome.Failed _ -> token = answer.status() == 401 ? null : token;
        }
    }

    private Instance any() {
        return instances.get(ThreadLocalRandom.current().nextInt(instances.size()));
    }

    private static void think() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(20, 60));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
