package dev.weir.config;

import dev.weir.model.DesiredState;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The cluster file: what an operator wants of a director, in YAML.
 *
 * <p>Its text is read to a tree of nodes that know their place ({@link YamlReader}); the nodes are bound to the
 * domain's records ({@link ClusterBinder}); what does not fit is collected on the way ({@link Problems}), so
 * that an operator sees all of it at once.
 */
public final class ClusterFile {
    private ClusterFile() {}

    /**
     * Reads a cluster file; never throws, whatever the text.
     *
     * @param name the file's name, for problems
     * @param text all of it
     */
    public static Parsed parse(String name, String text) {
        Problems problems = new Problems(new SourceText(name, text));
        Optional<Node> root = new YamlReader(problems).read(text);
        Optional<DesiredState> state = root.flatMap(new ClusterBinder(problems)::bind);
        return problems.isEmpty() ? new Parsed.Valid(state.orElseThrow()) : new Parsed.Invalid(problems.inFileOrder());
    }

    /** The canonical text of a state, with all defaults written out; read again it is the same but for the revision. */
    public static String render(DesiredState state) {
        return new ClusterWriter().write(state);
    }
}
