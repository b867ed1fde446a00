package dev.weir.config;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Where the services of a valid file stand: one below the other, each from the line of its dash to the next one's,
 * independent of all others.
 *
 * <pre>
 *   services:
 *   start ->  - vip: 192.0.2.1        bounds[0]
 *               port: 80
 *             - vip: 192.0.2.2        bounds[1]
 *               port: 80
 *   end ->                            bounds[2]
 * </pre>
 */
final class ServicePlaces {
    /** Those of a file whose services do not stand so, or might not. */
    static final ServicePlaces UNKNOWN = new ServicePlaces(-1, new int[0]);

    /** Breaks of lines and indents that are counted otherwise, and anchors, by which services depend on each other. */
    private static final String DOUBTFUL = "\r\t&\u0085\u2028\u2029";

    private final int indent;
    private final int[] bounds;

    private ServicePlaces(int indent, int[] bounds) {
        this.indent = indent;
        this.bounds = bounds;
    }

    /** Those of a valid file, whose root and text are given. */
    static ServicePlaces find(Node root, String text) {
        return DOUBTFUL.chars().anyMatch(doubtful -> text.indexOf(doubtful) >= 0)
                ? UNKNOWN
                : list(root).map(list -> find(list, text)).orElse(UNKNOWN);
    }

    private static Optional<SequenceNode> list(Node root) {
        return ((MappingNode) root)
                .getValue().stream()
                        .filter(entry -> isServices(entry.getKeyNode()))
                        .map(NodeTuple::getValueNode)
                        .filter(SequenceNode.class::isInstance)
                        .map(SequenceNode.class::cast)
                        .filter(list -> list.getFlowStyle() == FlowStyle.BLOCK)
                        .findFirst();
    }

    private static boolean isServices(Node key) {
        return key instanceof ScalarNode scalar
                && scalar.getValue().equals("services")
                && key.getStartMark().orElseThrow().getColumn() == 0;
    }

    private static ServicePlaces find(SequenceNode list, String text) {
        int[] lines = lineStarts(text);
        int[] bounds = IntStream.concat(
                        list.getValue().stream().mapToInt(service -> lines[Problems.lineOf(service) - 1]),
                        IntStream.of(end(list, lines, text)))
                .toArray();
        int indent = dashColumn(text, bounds[0]);
        boolean areInOrder = IntStream.range(0, bounds.length - 1)
                .allMatch(i -> bounds[i] < bounds[i + 1] && dashColumn(text, bounds[i]) == indent);
        return indent >= 0 && areInOrder ? new ServicePlaces(indent, bounds) : UNKNOWN;
    }

    private static int[] lineStarts(String text) {
        return IntStream.concat(
                        IntStream.of(0),
                        IntStream.range(0, text.length())
                                .filter(i -> text.charAt(i) == '\n')
                                .map(i -> i + 1))
                .toArray();
    }

    /** The line of what follows the list, or the text's end; -1 if there is no telling. */
    private static int end(SequenceNode list, int[] lines, String text) {
        Mark mark = list.getEndMark().orElseThrow();
        if (mark.getColumn() == 0) {
            return lines[mark.getLine()];
        }
        return mark.getLine() == lines.length - 1 ? text.length() : -1;
    }

    /** The column of the dash that is the first character of a line; -1 if another one is. */
    private static int dashColumn(String text, int lineStart) {
        int at = lineStart;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at < text.length() && text.charAt(at) == '-' ? at - lineStart : -1;
    }

    /** Where the first service begins. */
    int start() {
        return bounds[0];
    }

    /** Where the last service ends. */
    int end() {
        return bounds[bounds.length - 1];
    }

    /** The services that a difference touches, those that end or begin with it as well; none if it touches more. */
    Optional<Span> around(Difference difference) {
        boolean isWithin = bounds.length > 1 && start() <= difference.from() && difference.oldEnd() <= end();
        if (!isWithin) {
            return Optional.empty();
        }
        int first = Math.max(0, firstNotBefore(difference.from()) - 1);
        int last = Math.max(first + 1, firstNotBefore(difference.oldEnd()));
        return Optional.of(new Span(first, last, bounds[first], bounds[last]));
    }

    /** The first bound that is at or behind a place. */
    private int firstNotBefore(int place) {
        int found = Arrays.binarySearch(bounds, place);
        return found >= 0 ? found : -found - 1;
    }

    /** Whether these are {@code length} characters that stand as those of {@code whole} do, and where those begin. */
    boolean areAlone(ServicePlaces whole, int length) {
        return indent == whole.indent && start() == whole.start() && end() == start() + length;
    }

    /**
     * These places with others instead of a span.
     *
     * @param part where the services that replace the span stand in a file of their own
     * @param growth how many characters the whole text has grown by
     */
    ServicePlaces with(Span span, ServicePlaces part, int growth) {
        IntStream before = Arrays.stream(bounds, 0, span.first());
        IntStream within =
                Arrays.stream(part.bounds, 0, part.bounds.length - 1).map(bound -> bound - start() + span.start());
        IntStream behind = Arrays.stream(bounds, span.last(), bounds.length).map(bound -> bound + growth);
        int[] all = IntStream.concat(IntStream.concat(before, within), behind).toArray();
        return new ServicePlaces(indent, all);
    }

    /**
     * Services that stand one below the other.
     *
     * @param first the number of the first of them, from 0
     * @param last that of the first behind them
     * @param start where their text begins
     * @param end where it ends
     */
    record Span(int first, int last, int start, int end) {}
}
