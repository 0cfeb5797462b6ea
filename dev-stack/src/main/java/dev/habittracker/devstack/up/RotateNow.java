package dev.habittracker.devstack.up;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

import dev.habittracker.devstack.command.Command;
import dev.habittracker.devstack.keyring.KeyringApi;
import dev.habittracker.devstack.keyring.RequestView;
import dev.habittracker.devstack.process.Waiting;

/** {@code ./pipeline rotate}. */
public final class RotateNow {

    private static final Duration REQUEST_LIMIT = Duration.ofMinutes(2);
    private static final Duration APPLIED_LIMIT = Duration.ofSeconds(15);

    private RotateNow() {}

    /** @return the exit status: 0 where the request was accepted and, waited for, done */
    public static int run(Command.Rotate command, StateFolder folder, PrintStream out) {
        State state = folder.running().filter(running -> running.keyring().isPresent()).orElse(null);
        if (state == null) {
            out.println("Nothing runs, or not yet; see `./pipeline status`.");
            return 1;
        }
        var rotator = new KeyringApi(state.keyring().orElseThrow(), Status.token(state));
        URI followUp = rotator.command("rotate", Map.of("reason", "asked for at the command line"));
        if (!command.await()) {
            out.println("Accepted: " + followUp);
            return 0;
        }
        String[] told = {""};
        Waiting.until(REQUEST_LIMIT, () -> {
            RequestView request = rotator.request(followUp);
            if (!told[0].equals(request.reason()) && request.isOpen()) {
                told[0] = request.reason();
                out.println("  " + request.state() + ": " + request.reason());
            }
            return !request.isOpen();
        });
        RequestView request = rotator.request(followUp);
        if (!request.state().equals("done")) {
            out.println(request.state() + ": " + request.reason());
            return 1;
        }
        String id = request.result().orElseThrow();
        long instances = state.processes().stream().filter(process -> process.name().startsWith("habit-api")).count();
        Waiting.until(APPLIED_LIMIT, () -> rotator.rotation(id).appliedBy("habit-api") >= instances);
        out.println(RotationLine.render(rotator.rotation(id), ZoneId.systemDefault()));
        return 0;
    }
}
