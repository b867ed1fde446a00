package dev.weir.config;

import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** What a node is, in words for an operator who expected something else. */
final class Kind {
    private static final int MAX_QUOTED = 60;
    private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

    private Kind() {}

    static String of(Node node) {
        return switch (node) {
            case MappingNode _ -> "a mapping";
            case ScalarNode scalar when isNothing(scalar) -> "nothing";
            case ScalarNode scalar when isPlain(scalar) -> quoted(scalar.getValue());
            case ScalarNode _ -> "a text";
            default -> "a list";
        };
    }

    /** What was written, in quotes; its beginning if it is long. */
    static String quoted(String written) {
        boolean isLong = written.length() > MAX_QUOTED;
        return "'" + (isLong ? written.substring(0, MAX_QUOTED) + "..." : written) + "'";
    }

    /** A key without a value, or {@code null} or {@code ~}. */
    static boolean isNothing(ScalarNode scalar) {
        return isPlain(scalar) && NOTHING.contains(scalar.getValue());
    }

    /** Written without quotes. */
    static boolean isPlain(ScalarNode scalar) {
        return scalar.getScalarStyle() == ScalarStyle.PLAIN;
    }
}
