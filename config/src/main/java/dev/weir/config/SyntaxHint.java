package dev.weir.config;

import java.util.regex.Pattern;

/**
 * What a YAML parser's complaint means for an operator.
 *
 * @param message what is wrong
 * @param suggestion the mend
 */
record SyntaxHint(String message, String suggestion) {
    /** An address such as {@code 2001:db8::}, or {@code ::1} within braces: an outer colon reads as a key's. */
    private static final Pattern ADDRESS_WITH_OUTER_COLON =
            Pattern.compile("(?<=^|[\\s{\\[,])(?:[0-9a-fA-F:]*::|::[0-9a-fA-F:.]*)(?=\\s*(?:$|[,}\\]#]))");

    static SyntaxHint of(String problem, String line) {
        var address = ADDRESS_WITH_OUTER_COLON.matcher(line);
        if (address.find()) {
            return new SyntaxHint(
                    "an address that begins or ends with colons reads as a key",
                    "put it in quotes: '" + address.group() + "'");
        }
        if (problem.contains("TAB")) {
            return new SyntaxHint("a tab can't stand here", "indent with spaces");
        }
        if (problem.contains("another document")) {
            return new SyntaxHint("a second document begins here", "keep one cluster in a file, without '---'");
        }
        return new SyntaxHint("this is not YAML: " + problem, suggestionFor(problem));
    }

    private static String suggestionFor(String problem) {
        if (problem.contains("mapping values are not allowed")) {
            return "check this line's indentation, or put the value in quotes";
        }
        if (problem.contains("<block end>") || problem.contains("could not find expected ':'")) {
            return "check the indentation of this line and of the one before, and that each key has its ':'";
        }
        return "";
    }
}
