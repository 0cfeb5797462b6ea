package dev.habittracker.auditconsumer.jdbc;

/** Where the texts with a common beginning end, in the order of their code points, as an index has them. */
final class PathPrefix {

    private PathPrefix() {}

    /** The least text that is greater than every text that begins with the prefix; empty if there is none. */
    static String end(String prefix) {
        int[] points = prefix.codePoints().toArray();
        for (int last = points.length - 1; last >= 0; last--) {
            if (points[last] < Character.MAX_CODE_POINT) {
                int next = points[last] + 1;
                // No text has a lone surrogate: behind U+D7FF comes U+E000.
                points[last] = next == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : next;
                return new String(points, 0, last + 1);
            }
        }
        return "";
    }
}
