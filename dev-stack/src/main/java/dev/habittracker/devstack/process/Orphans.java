package dev.habittracker.devstack.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

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

    private static final Orphans INSTANCE = new Orphans();

    private final OutputStream pipe;

    private Orphans() {
        try {
            pipe = new ProcessBuilder(ChildProcess.detached("/bin/sh", "-c", WATCH))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start().getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start /bin/sh", e);
        }
    }

    /** A process that must not outlive this JVM. */
    public static void started(long pid) {
        INSTANCE.tell("+ " + pid);
    }

    public static void ended(long pid) {
        INSTANCE.tell("- " + pid);
    }

    private synchronized void tell(String line) {
        try {
            pipe.write((line + '\n').getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the shell that watches over child processes is gone", e);
        }
    }
}
