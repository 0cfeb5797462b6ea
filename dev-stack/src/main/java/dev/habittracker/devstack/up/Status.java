package dev.habittracker.devstack.up;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;

import dev.habittracker.devstack.http.JsonClient;
import dev.habittracker.devstack.keyring.KeyringApi;
import dev.habittracker.devstack.keyring.KeyringApiException;
import dev.habittracker.devstack.keyring.KeyringView;

/** {@code ./pipeline status}. */
public final class Status {

    private static final JsonClient HTTP = new JsonClient(Duration.ofSeconds(2));

    private Status() {}

    /** @return the exit status: 0 where everything runs and is ready */
    public static int run(StateFolder folder, PrintStream out) {
        var running = folder.running();
        if (running.isEmpty()) {
            out.println("Nothing runs; start it with `./pipeline up`.");
            return 1;
        }
        State state = running.get();
        if (state.keyring().isEmpty()) {
            out.println("It is starting (process " + state.pid() + ").");
            return 1;
        }
        boolean ready = true;
        for (State.Process process : state.processes()) {
            boolean own = process.readiness().map(Status::isReady).orElse(true);
            ready &= own;
            out.printf("  %-16s %-9s %s%s%n", process.name(), own ? "ready" : "NOT READY", process.url(),
                    own ? "" : "  log: " + process.log());
        }
        try {
            print(new KeyringApi(state.keyring().get(), token(state)), out);
        } catch (KeyringApiException e) {
            out.println("  " + e.getMessage());
            return 1;
        }
        return ready ? 0 : 1;
    }

    private static void print(KeyringApi rotator, PrintStream out) {
        KeyringView ring = rotator.state();
        out.printf("%n  ring %d.%d%s%n", ring.epoch(), ring.version(),
                ring.held() ? ", held after a rollback: `resume` ends that" : "");
        for (KeyringView.Key key : ring.keys()) {
            String role = key.kid().equals(ring.active())
                    ? "ACTIVE"
                    : key.expires().map(end -> "RETIRING until " + end).orElse("NEXT");
            out.printf("    %s  %s  %s%n", key.kid(), key.algorithm(), role);
        }
        rotator.members()
                .forEach(member -> out.printf("    %s %s has %s%s%n", member.service(), member.instance(),
                        member.position(),
                        member.live() ? "" : " (silent)"));
    }

    static String token(State state) {
        try {
            return Files.readString(state.operatorToken()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the operator's token is not in " + state.operatorToken(), e);
        }
    }

    private static boolean isReady(URI readiness) {
        try {
            return HTTP.get(readiness, Map.of()).status() == 200;
        } catch (IOException silent) {
            return false;
        }
    }
}
