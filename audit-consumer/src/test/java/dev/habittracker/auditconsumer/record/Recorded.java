package dev.habittracker.auditconsumer.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Audit lines that were written by a running OpenBao 2.7.2; {@code openbao-2.7.2.index.txt} names each. */
public final class Recorded {

    private Recorded() {}

    /** The whole file. */
    public static byte[] file() {
        return resource("openbao-2.7.2.ndjson");
    }

    /** Its lines, without newlines. */
    public static List<byte[]> lines() {
        return split(file());
    }

    /** The line with this number, counted from 1 as in the index. */
    public static byte[] line(int number) {
        return lines().get(number - 1);
    }

    /** A fragment that a full disk left, with the next record glued to it, recorded as it happened. */
    public static byte[] glued() {
        return split(resource("openbao-2.7.2-fragment.ndjson")).getFirst();
    }

    private static byte[] resource(String name) {
        try (InputStream in = Recorded.class.getResourceAsStream("/recorded/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the test resource recorded/" + name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> split(byte[] bytes) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(Arrays.copyOfRange(bytes, start, i));
                start = i + 1;
            }
        }
        return lines;
    }
}
