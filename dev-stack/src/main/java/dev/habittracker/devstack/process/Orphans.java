package dev.habittracker.devstack.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Ends the children of this JVM when it dies without a chance to stop them (kill -9, out of memory).
 *
 * <p>
 * One shell waits at the other end of a pipe. It is told of every child and of every child's end; the pipe closes when this JVM is gone, however
 * it went, and the shell then ends what is left: SIGTERM first, SIGKILL five seconds later.
 */
public final class Orphans {

    private static final String WATCH = """
            trap '' INT TERM HUP
            left=' '
            while read -r change pid; do
              case $change in
                +) left="$left$pid " ;;
                -) left=$(printf %s "$left" | sed "s/ $pid / /") ;;
              esac
            done
            [ "$left" = ' ' ] && exit 0
            kill -TERM $left 2>/dev/null
            for _ in 1 2 3 4 5; do sleep 1; kill -0 $left 2>/dev/null || exit 0; done
            kill -KILL $left 2>/dev/null
            """;

    private static @Nullable OutputStream watching;

    private Orphans() {}

    /**
     * Starts the shell, if it does not run yet. To be called before a child is started, so that none comes to be which nobody watches.
     *
     * @throws UncheckedIOException where the shell cannot be started; a later call tries again
     */
    static synchronized OutputStream watch() {
        OutputStream pipe = watching;
        if (pipe == null) {
            try {
                pipe = new ProcessBuilder(ChildProcess.detached("/bin/sh", "-c", WATCH))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD).start().getOutputStream();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "/bin/sh, which ends child processes when this JVM is killed, cannot be started: "
                                + e.getMessage(),
                        e);
            }
            watching = pipe;
        }
        return pipe;
    }

    /** A process that must not outlive this JVM. */
    public static void started(long pid) {
        tell("+ " + pid);
    }

    public static void ended(long pid) {
        tell("- " + pid);
    }

    private static synchronized void tell(String line) {
        OutputStream pipe = watch();
        try {
            pipe.write((line + '\n').getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the shell that watches over child processes is gone", e);
        }
    }
}
