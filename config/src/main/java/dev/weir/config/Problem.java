package dev.weir.config;

/**
 * One thing that is wrong in a cluster file.
 *
 * @param file the file's name, as the operator gave it
 * @param line the line, from 1
 * @param column the column, from 1
 * @param message what is wrong
 * @param sourceLine the line's own text; empty if the file has no such line
 * @param suggestion the mend; empty where none is known
 */
public record Problem(String file, int line, int column, String message, String sourceLine, String suggestion) {

    /** {@code FILE:LINE:COLUMN: message}, the line, a caret under the column and the suggestion, each on its line. */
    public String render() {
        StringBuilder text = new StringBuilder();
        text.append(file).append(':').append(line).append(':').append(column).append(": ");
        text.append(message);
        if (!sourceLine.isEmpty()) {
            text.append("\n  ").append(sourceLine).append("\n  ");
            text.repeat(' ', column - 1).append('^');
        }
        if (!suggestion.isEmpty()) {
            text.append("\n  ").append(suggestion);
        }
        return text.toString();
    }
}
