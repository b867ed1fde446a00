package dev.weir.config;

import dev.weir.model.AttachMode;
import dev.weir.model.AttachModes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Binds a director's interfaces: a list of names, each plain or with how it is attached to. */
final class InterfaceBinder {
    static final List<String> KEYS = List.of("name", "attach");

    private final Problems problems;
    private final Values values;
    private final List<String> names = new ArrayList<>();
    private final Map<String, AttachMode> exceptions = new HashMap<>();

    InterfaceBinder(Problems problems) {
        this.problems = problems;
        this.values = new Values(problems);
    }

    /** The names, in the order of the list. */
    List<String> bind(Node list) {
        List<Node> elements = Section.elements(list, "interfaces", problems);
        elements.forEach(this::add);
        if (elements.isEmpty()) {
            problems.add(list, "a director needs at least one interface", "name it, such as 'interfaces: [eth0]'");
        }
        return names;
    }

    /** How the interfaces of the list are attached to. */
    AttachModes modes(AttachMode usual) {
        return new AttachModes(usual, exceptions);
    }

    private void add(Node element) {
        if (element instanceof MappingNode) {
            Section.read(element, "an interface", KEYS, problems).ifPresent(this::add);
        } else {
            addName(element);
        }
    }

    private void add(Section section) {
        Optional<String> name = section.require("name", "eth0").flatMap(this::addName);
        Optional<AttachMode> mode = section.find("attach").flatMap(node -> mode(node, values));
        if (name.isPresent() && mode.isPresent()) {
            exceptions.put(name.get(), mode.get());
        }
    }

    private Optional<String> addName(Node node) {
        Optional<String> name = values.interfaceName(node).filter(text -> isNew(node, text));
        name.ifPresent(names::add);
        return name;
    }

    private boolean isNew(Node node, String name) {
        if (names.contains(name)) {
            problems.add(node, "interface '" + name + "' stands twice", "remove one of the two");
            return false;
        }
        return true;
    }

    static Optional<AttachMode> mode(Node node, Values values) {
        return values.word(node, "attach", AttachMode.class);
    }
}
