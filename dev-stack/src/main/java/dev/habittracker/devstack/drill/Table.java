package dev.habittracker.devstack.drill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Columns of text: the first ones as wide as their widest cell, numbers to the right. */
final class Table {

    private final List<String> head;
    private final List<Boolean> right;
    private final List<List<String>> rows = new ArrayList<>();

    /** A heading that starts with {@code >} has its column set to the right. */
    Table(String... headings) {
        head = Arrays.stream(headings).map(heading -> heading.startsWith(">") ? heading.substring(1) : heading)
                .toList();
        right = Arrays.stream(headings).map(heading -> heading.startsWith(">")).toList();
    }

    Table row(Object... cells) {
        if (cells.length != head.size()) {
            throw new IllegalArgumentException("a row has " + head.size() + " cells, not " + cells.length);
        }
        rows.add(Arrays.stream(cells).map(String::valueOf).toList());
        return this;
    }

    String render() {
        var text = new StringBuilder();
        append(text, head);
        append(text, IntStream.range(0, head.size()).mapToObj(i -> "-".repeat(width(i))).toList());
        rows.forEach(row -> append(text, row));
        return text.toString();
    }

    private void append(StringBuilder text, List<String> cells) {
        var line = new StringBuilder(" ");
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(width(i) - cells.get(i).length());
            line.append(' ').append(right.get(i) ? padding + cells.get(i) : cells.get(i) + padding).append(' ');
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private int width(int column) {
        return Math.max(head.get(column).length(),
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }
}
