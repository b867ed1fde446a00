package dev.weir.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prints rows in columns as wide as their widest cell. It looks at the first {@value #LOOKED_AT} lines to find the
 * widths, and passes on what comes after them at once: a table may have a million rows.
 */
final class Table implements AutoCloseable {
    private static final int LOOKED_AT = 1_000;

    /** Where a cell stands in its column. */
    private enum Side {
        LEFT,
        RIGHT
    }

    /**
     * One column.
     *
     * @param title its heading
     * @param side where its cells stand
     */
    record Column(String title, Side side) {}

    private final PrintWriter out;
    private final List<Column> columns;
    private final int[] widths;
    /** Lines that wait for the widths: either as many cells as there are columns, or one. */
    private final List<List<String>> waiting = new ArrayList<>();

    private boolean streaming;

    Table(PrintWriter out, Column... columns) {
        this.out = out;
        this.columns = List.of(columns);
        this.widths = Arrays.stream(columns).mapToInt(c -> c.title().length()).toArray();
        waiting.add(this.columns.stream().map(Column::title).toList());
    }

    /** A column of words. */
    static Column left(String title) {
        return new Column(title, Side.LEFT);
    }

    /** A column of numbers. */
    static Column right(String title) {
        return new Column(title, Side.RIGHT);
    }

    /** A line across all columns, such as a group's heading. */
    void line(String text) {
        add(List.of(text));
    }

    void row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        add(List.of(cells));
    }

    /** Prints what still waits; the writer stays open. */
    @Override
    public void close() {
        waiting.forEach(this::print);
        waiting.clear();
    }

    private void add(List<String> line) {
        if (streaming) {
            print(line);
            return;
        }
        waiting.add(line);
        widen(line);
        if (waiting.size() >= LOOKED_AT) {
            streaming = true;
            close();
        }
    }

    private void widen(List<String> line) {
        for (int i = 0; line.size() == columns.size() && i < widths.length; i++) {
            widths[i] = Math.max(widths[i], line.get(i).length());
        }
    }

    private void print(List<String> line) {
        if (line.size() != columns.size()) {
            out.println(line.getFirst());
            return;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            text.append(i == 0 ? "" : " ").append(padded(line.get(i), i));
        }
        out.println(text.toString().stripTrailing());
    }

    private String padded(String cell, int column) {
        String padding = " ".repeat(Math.max(0, widths[column] - cell.length()));
        return switch (columns.get(column).side()) {
            case LEFT -> cell + padding;
            case RIGHT -> padding + cell;
        };
    }
}
