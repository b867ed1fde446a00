package dev.weir.config;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file's text by lines, as YAML counts them, to show an operator where a problem stands. */
final class SourceText {
    private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\n|\r");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t]]");

    private final String name;
    private final String text;

    /** Null until the first problem: most files have none. */
    private @Nullable List<String> lines;

    SourceText(String name, String text) {
        this.name = name;
        this.text = text;
    }

    private List<String> lines() {
        if (lines == null) {
            lines = List.of(LINE_BREAK.split(text, -1));
        }
        return lines;
    }

    /** A problem at a place, both counted from 1; a place beyond the text becomes the text's end. */
    Problem problemAt(int line, int column, String message, String suggestion) {
        int lineInText = Math.clamp(line, 1, lines().size());
        String source = line(lineInText);
        int length = source.codePointCount(0, source.length());
        int columnInLine = line > lineInText ? length + 1 : Math.clamp(column, 1, length + 1);
        return new Problem(
                name, lineInText, columnInLine, printable(message), printable(source), printable(suggestion));
    }

    /** A line's text; empty beyond the text. */
    String line(int line) {
        return line <= lines().size() ? lines().get(line - 1) : "";
    }

    /** No control character of a file reaches a terminal. */
    private static String printable(String text) {
        return CONTROL.matcher(text).replaceAll("\ufffd");
    }
}
