package dev.habittracker.auditconsumer.record;

import java.util.OptionalInt;

/**
 * Finds where a JSON object begins that is known to end at a place, by reading backwards: linear in the object's length,
 * whatever stands before it. Outside of a string JSON has no backslash, so a quote begins a string exactly if an even
 * number of backslashes stands before it.
 */
final class JsonBackwards {

    private JsonBackwards() {}

    /** The offset of the brace that opens the object whose closing brace is the last byte; empty if there is none. */
    static OptionalInt startOfLastObject(byte[] bytes, int from, int to) {
        if (to <= from || bytes[to - 1] != '}') {
            return OptionalInt.empty();
        }
        int depth = 0;
        boolean inString = false;
        for (int i = to - 1; i >= from; i--) {
            byte b = bytes[i];
            if (b == '"' && (!inString || backslashesBefore(bytes, from, i) % 2 == 0)) {
                inString = !inString;
            } else if (!inString && b == '}') {
                depth++;
            } else if (!inString && b == '{') {
                depth--;
                if (depth == 0) {
                    return OptionalInt.of(i);
                }
            }
        }
        return OptionalInt.empty();
    }

    private static int backslashesBefore(byte[] bytes, int from, int position) {
        int i = position;
        while (i > from && bytes[i - 1] == '\\') {
            i--;
        }
        return position - i;
    }
}
