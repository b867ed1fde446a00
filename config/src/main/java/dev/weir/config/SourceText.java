package dev.weir.config;

import java.util.List;
import java.util.regex.Pattern;

/** A file's text by lines, as YAML counts them, to show an operator where a problem stands. */
final class SourceText {
    private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\n|\r");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t]]");

    private final String name;
    private final List<String> lines;

    SourceText(String name, String text) {
        this.name = name;
        this.lines = List.of(LINE_BREAK.split(text, -1));
    }

    /** A problem at a place, both counted from 1; a place beyond the text becomes the text's end. */
    Problem problemAt(int line, int column, String message, String suggestion) {
        int lineInText = Math.clamp(line, 1, lines.size());
        String source = lines.get(lineInText - 1);
        int length = source.codePointCount(0, source.length());
        int columnInLine = line > lines.size() ? length + 1 : Math.clamp(column, 1, length + 1);
        return new Problem(name, lineInText, columnInLine, message, printable(source), suggestion);
    }

    /** The line's text from a column on, counted from 1. */
    String restOfLine(int line, int column) {
        String source = line >= 1 && line <= lines.size() ? lines.get(line - 1) : "";
        return source.substring(Math.clamp(column - 1, 0, source.length()));
    }

    /** No control character of a file reaches a terminal. */
    private static String printable(String source) {
        return CONTROL.matcher(source).replaceAll("\ufffd");
    }
}
