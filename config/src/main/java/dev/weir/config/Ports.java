package dev.weir.config;

import dev.weir.model.Match;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Ports as an operator writes them: {@code 80}, a range such as {@code 8000-8999}, or {@code any}.
 *
 * @param first the first of them, or 0 for any
 * @param last the last
 */
record Ports(int first, int last) {
    static final String ANY = "any";
    static final int MAX = 65_535;

    private static final Pattern RANGE = Pattern.compile("(0|[1-9][0-9]{0,5})-(0|[1-9][0-9]{0,5})");
    private static final Pattern NEARLY_A_RANGE =
            Pattern.compile("0*([1-9][0-9]{0,4})\\s*(?:-|\u2013|:|,|\\.{2,3}|to)\\s*0*([1-9][0-9]{0,4})");

    static Ports of(int port) {
        return new Ports(port, port);
    }

    static Ports of(Match match) {
        return new Ports(match.firstPort(), match.lastPort());
    }

    boolean isOne() {
        return first == last && first != Match.ANY_PORT;
    }

    /** What a service or a match is reached by. */
    static Optional<Ports> read(Node node, Values values) {
        return values.text(node, "port").flatMap(text -> {
            Matcher range = RANGE.matcher(text);
            if (range.matches()) {
                return range(node, range, values.problems());
            }
            Matcher nearly = NEARLY_A_RANGE.matcher(text);
            String mend = nearly.matches() ? "write a range as " + nearly.group(1) + "-" + nearly.group(2) : "";
            var words = new Values.Words(", a range such as 8000-8999, or 'any'", mend);
            return number(node, text, values, words, "every port").map(Ports::of);
        });
    }

    /** Where a server listens: a port, or 0 for the one that each packet came to. */
    static Optional<Integer> readOfServer(Node node, Values values) {
        String any = "the port that each packet came to";
        var words = new Values.Words(", or 'any' for " + any, "");
        return values.text(node, "port").flatMap(text -> number(node, text, values, words, any));
    }

    private static Optional<Integer> number(Node node, String text, Values values, Values.Words words, String any) {
        if (text.equals(ANY)) {
            return Optional.of(Match.ANY_PORT);
        }
        if (text.equals("0")) {
            values.problems().add(node, "'port' 0 is not within 1 to " + MAX, "write 'port: any' for " + any);
            return Optional.empty();
        }
        return values.number(node, "port", 1, MAX, words);
    }

    private static Optional<Ports> range(Node node, Matcher range, Problems problems) {
        int first = Integer.parseInt(range.group(1));
        int last = Integer.parseInt(range.group(2));
        if (Math.min(first, last) < 1 || Math.max(first, last) > MAX) {
            problems.add(node, "'port' " + range.group() + " is not within 1 to " + MAX, "");
            return Optional.empty();
        }
        if (first >= last) {
            String mend = first == last ? "write 'port: " + first + "'" : "write 'port: " + last + "-" + first + "'";
            problems.add(node, "the range " + range.group() + " does not go up", mend);
            return Optional.empty();
        }
        return Optional.of(new Ports(first, last));
    }

    /** As it is written in a file. */
    @Override
    public String toString() {
        if (first == Match.ANY_PORT) {
            return ANY;
        }
        return first == last ? String.valueOf(first) : first + "-" + last;
    }
}
