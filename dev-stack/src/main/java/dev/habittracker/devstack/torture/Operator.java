package dev.habittracker.devstack.torture;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import dev.habittracker.devstack.keyring.KeyringApi;
import dev.habittracker.devstack.keyring.KeyringApiException;
import dev.habittracker.devstack.keyring.RequestView;
import dev.habittracker.devstack.load.RevokedKeys;
import dev.habittracker.devstack.process.Waiting;

/** Somebody who revokes the active key now and then, through whichever rotator answers, and asks again until it is done. */
final class Operator implements Runnable {

    private static final Duration BETWEEN = Duration.ofSeconds(40);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final List<KeyringApi> rotators;
    private final RevokedKeys revoked;
    private final Map<String, String> ringOfRevocation = new HashMap<>();
    private final List<String> objections = new ArrayList<>();
    private volatile boolean stopped;

    Operator(List<KeyringApi> rotators, RevokedKeys revoked) {
        this.rotators = rotators;
        this.revoked = revoked;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!Waiting.until(BETWEEN, () -> stopped)) {
            revokeActive();
        }
    }

    /** The ring's position after each revocation, by the kid that was revoked; to be read when the operator has ended. */
    Map<String, String> revocations() {
        return Map.copyOf(ringOfRevocation);
    }

    /** What was not done, in words. */
    List<String> objections() {
        return List.copyOf(objections);
    }

    private void revokeActive() {
        Optional<String> active = ask(() -> first(rotator -> rotator.state().active()));
        if (active.isEmpty()) {
            return;
        }
        String kid = active.get();
        revoked.add(kid);
        Optional<RequestView> answer = ask(() -> revoke(kid));
        answer.flatMap(RequestView::result).ifPresentOrElse(ring -> ringOfRevocation.put(kid, ring),
                () -> objections.add("the revocation of " + kid + " was not done within " + PATIENCE.toSeconds()
                        + " s" + answer.map(view -> ": " + view.state() + ", " + view.reason()).orElse("")));
    }

    /** Asked again, at whichever rotator, it is the same request. */
    private RequestView revoke(String kid) {
        return first(rotator -> {
            URI followUp = rotator.command("revoke", Map.of("kid", kid, "reason", "torture: the key has leaked"),
                    "torture-revokes-" + kid);
            Waiting.until(Duration.ofSeconds(10), () -> !rotator.request(followUp).isOpen());
            RequestView view = rotator.request(followUp);
            if (view.isOpen()) {
                throw new KeyringApiException("not done yet");
            }
            return view;
        });
    }

    private <T> T first(java.util.function.Function<KeyringApi, T> question) {
        KeyringApiException last = new KeyringApiException("there is no rotator");
        for (KeyringApi rotator : rotators) {
            try {
                return question.apply(rotator);
            } catch (KeyringApiException e) {
                last = e;
            }
        }
        throw last;
    }

    private static <T> Optional<T> ask(Supplier<T> question) {
        List<T> answers = new ArrayList<>();
        Waiting.until(PATIENCE, () -> {
            try {
                answers.add(question.get());
                return true;
            } catch (KeyringApiException notNow) {
                Waiting.until(TRY_AGAIN, () -> false);
                return false;
            }
        });
        return answers.stream().findFirst();
    }
}
