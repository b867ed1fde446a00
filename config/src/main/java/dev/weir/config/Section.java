package dev.weir.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping of keys that are known here; others, and keys that stand twice, are problems. */
final class Section {
    /** More keys than any mapping has here: by then one of them was unknown or stood twice, and is told. */
    private static final int MAX_ENTRIES = 16;

    private final Node node;
    private final String name;
    private final Map<String, NodeTuple> entries = new HashMap<>();
    private final Set<String> misspelt = new HashSet<>();
    private final Problems problems;
    private boolean isUnderstood = true;

    private Section(Node node, String name, Problems problems) {
        this.node = node;
        this.name = name;
        this.problems = problems;
    }

    /**
     * Reads the keys of a mapping.
     *
     * @param name what it is, in an operator's words
     * @return none, and a problem, if {@code node} is no mapping
     */
    static Optional<Section> read(Node node, String name, List<String> keys, Problems problems) {
        if (!(node instanceof MappingNode mapping)) {
            String example = keys.stream().map(key -> key + ": ...").collect(Collectors.joining(", "));
            problems.add(node, name + " must be a mapping of keys to values, not " + Kind.of(node), "write " + example);
            return Optional.empty();
        }
        Section section = new Section(node, name, problems);
        mapping.getValue().stream().limit(MAX_ENTRIES).forEach(entry -> section.enter(entry, keys));
        return Optional.of(section);
    }

    private void enter(NodeTuple entry, List<String> keys) {
        Node keyNode = entry.getKeyNode();
        if (!(keyNode instanceof ScalarNode scalar)) {
            problems.add(keyNode, "a key must be a word, not " + Kind.of(keyNode), "");
            return;
        }
        String key = scalar.getValue();
        if (!keys.contains(key)) {
            isUnderstood = false;
            problems.add(keyNode, "unknown key " + Kind.quoted(key) + " in " + name, Spelling.suggestion(key, keys));
            Spelling.nearest(key, keys).ifPresent(misspelt::add);
            return;
        }
        NodeTuple first = entries.putIfAbsent(key, entry);
        if (first != null) {
            int line = Problems.lineOf(first.getKeyNode());
            problems.add(
                    keyNode,
                    "key '" + key + "' stands twice in " + name + "; first in line " + line,
                    "remove one of the two");
        }
    }

    /** Where it begins. */
    Node node() {
        return node;
    }

    /** Whether all its keys are known: of others it can't be told what they would have said. */
    boolean isUnderstood() {
        return isUnderstood;
    }

    /** A key's value, if it is there. */
    Optional<Node> find(String key) {
        return Optional.ofNullable(entries.get(key)).map(NodeTuple::getValueNode);
    }

    /** A key's value; a problem if it is not there, unless one that is much like it was told already. */
    Optional<Node> require(String key, String example) {
        if (!entries.containsKey(key) && !misspelt.contains(key)) {
            problems.add(node, "'" + key + "' is missing in " + name, "add '" + key + ": " + example + "'");
        }
        return find(key);
    }

    /** A key's value as {@code reader} reads it, or {@code fallback} without the key; none if it can't be read. */
    <T> Optional<T> readOr(String key, T fallback, Function<Node, Optional<T>> reader) {
        return find(key).map(reader).orElse(Optional.of(fallback));
    }

    /** The elements of a list; none, and a problem, if the value is no list. */
    static List<Node> elements(Node list, String key, Problems problems) {
        if (list instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problems.add(
                list,
                "'" + key + "' must be a list, not " + Kind.of(list),
                "write one '- ...' a line below it, or '" + key + ": []' for none");
        return List.of();
    }
}
