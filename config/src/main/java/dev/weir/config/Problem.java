package dev.weir.config;

import java.util.stream.Collectors;

/**
 * One thing that is wrong in a cluster file.
 *
 * @param file the file's name, as the operator gave it
 * @param line the line, from 1
 * @param column the column in Unicode characters, from 1; one past the line's last if something is missing there
 * @param message what is wrong
 * @param sourceLine the line's own text; empty if the file has no such line
 * @param suggestion the mend; empty where none is known
 */
public record Problem(String file, int line, int column, String message, String sourceLine, String suggestion) {
    private static final int MAX_SHOWN = 160;

    /** {@code FILE:LINE:COLUMN: message}, the line, a caret under the column and the suggestion, each on its line. */
    public String render() {
        StringBuilder text = new StringBuilder();
        text.append(file).append(':').append(line).append(':').append(column).append(": ");
        text.append(message);
        if (!sourceLine.isEmpty()) {
            appendExcerpt(text);
        }
        if (!suggestion.isEmpty()) {
            text.append("\n  ").append(suggestion);
        }
        return text.toString();
    }

    /** The line, cut down about the column if it is long; tabs are kept under it, so that the caret stands right. */
    private void appendExcerpt(StringBuilder text) {
        int at = sourceLine.offsetByCodePoints(0, column - 1);
        boolean isLong = sourceLine.length() > MAX_SHOWN;
        int from = isLong ? Math.max(0, at - MAX_SHOWN / 2) : 0;
        int to = isLong ? Math.min(sourceLine.length(), at + MAX_SHOWN / 2) : sourceLine.length();
        String before = (from > 0 ? "..." : "") + sourceLine.substring(from, at);
        String after = sourceLine.substring(at, to) + (to < sourceLine.length() ? "..." : "");
        text.append("\n  ").append(before).append(after);
        text.append("\n  ").append(before.codePoints().mapToObj(Problem::blank).collect(Collectors.joining()));
        text.append('^');
    }

    private static String blank(int character) {
        return character == '\t' ? "\t" : " ";
    }
}
