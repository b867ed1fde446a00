package dev.weir.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * The columns of a table and what each says of a thing. Those that few things have anything to say in are shown only
 * when one of them has.
 *
 * @param columns from left to right
 */
record Listing<T>(List<Entry<T>> columns) {

    /**
     * One column.
     *
     * @param column its heading
     * @param text its cell
     */
    record Entry<T>(Table.Column column, Function<T, String> text) {}

    static <T> Listing<T> empty() {
        return new Listing<>(List.of());
    }

    Listing<T> with(Table.Column column, Function<T, String> text) {
        List<Entry<T>> more = new ArrayList<>(columns);
        more.add(new Entry<>(column, text));
        return new Listing<>(List.copyOf(more));
    }

    /** With a column more, if any of {@code things} has something to say in it. */
    Listing<T> withAny(Collection<T> things, Table.Column column, Function<T, String> text) {
        return things.stream().allMatch(thing -> text.apply(thing).isEmpty()) ? this : with(column, text);
    }

    /** A table of these columns. */
    Table table(PrintWriter out) {
        return new Table(out, columns.stream().map(Entry::column).toArray(Table.Column[]::new));
    }

    /** The thing's row. */
    String[] row(T thing) {
        return columns.stream().map(entry -> entry.text().apply(thing)).toArray(String[]::new);
    }
}
