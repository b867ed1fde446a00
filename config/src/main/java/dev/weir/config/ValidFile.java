package dev.weir.config;

import dev.weir.config.ServicePlaces.Span;
import dev.weir.model.Capacity;
import dev.weir.model.DesiredState;
import dev.weir.model.Match;
import dev.weir.model.MatchTable;
import dev.weir.model.ServiceKey;
import dev.weir.model.VirtualService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A cluster file without problems.
 *
 * <p>Its text is read to a tree of nodes that know their place ({@link YamlReader}); the nodes are bound to the
 * domain's records ({@link ClusterBinder}); what does not fit is collected on the way ({@link Problems}), so
 * that an operator sees all of it at once.
 *
 * @param text all of it
 * @param state what it asks for, as revision 1
 * @param places where its services stand
 */
record ValidFile(String text, DesiredState state, ServicePlaces places) {

    /** Reads a text as a whole; none if there were problems. */
    static Optional<ValidFile> read(String text, Problems problems) {
        Optional<Node> root = new YamlReader(problems).read(text);
        Optional<DesiredState> state = root.flatMap(new ClusterBinder(problems)::bind);
        return problems.isEmpty()
                ? Optional.of(new ValidFile(text, state.orElseThrow(), ServicePlaces.find(root.orElseThrow(), text)))
                : Optional.empty();
    }

    /** The file with another text, if that differs in its services only and has no problem; none in any doubt. */
    Optional<ValidFile> changedTo(String newText) {
        if (newText.equals(text)) {
            return Optional.of(this);
        }
        if (newText.length() > YamlReader.MAX_LENGTH) {
            return Optional.empty();
        }
        Difference difference = Difference.between(text, newText);
        return places.around(difference).flatMap(span -> replace(span, newText));
    }

    /** Reads the new text of a span as a file in which all other services are left out. */
    private Optional<ValidFile> replace(Span span, String newText) {
        int newEnd = span.end() + newText.length() - text.length();
        boolean endsItsLine = newEnd == newText.length() || newText.charAt(newEnd - 1) == '\n';
        String services = newText.substring(span.start(), newEnd);
        if (!endsItsLine || hasDocumentMark(services)) {
            return Optional.empty();
        }
        String partText = text.substring(0, places.start()) + services + text.substring(places.end());
        return read(partText, new Problems(new SourceText("part", partText)))
                .filter(part -> part.places.areAlone(places, services.length()))
                .flatMap(part -> splice(span, part, newText));
    }

    /** What follows the mark of a document's end or of another's begin is not read as if the mark were not there. */
    private static boolean hasDocumentMark(String lines) {
        return lines.startsWith("---") || lines.startsWith("...") || lines.contains("\n---") || lines.contains("\n...");
    }

    private Optional<ValidFile> splice(Span span, ValidFile part, String newText) {
        List<VirtualService> old = state.services();
        List<VirtualService> services = new ArrayList<>(old.subList(0, span.first()));
        services.addAll(part.state.services());
        services.addAll(old.subList(span.last(), old.size()));
        if (!fit(services)) {
            return Optional.empty();
        }
        DesiredState newState = new DesiredState(state.revision(), state.settings(), services);
        int growth = newText.length() - text.length();
        return Optional.of(new ValidFile(newText, newState, places.with(span, part.places, growth)));
    }

    /** What is asked of all services together: by {@link MatchBinder} and by the {@link Quota}s. */
    private boolean fit(List<VirtualService> services) {
        Capacity capacity = state.settings().capacity();
        Set<ServiceKey> keys = HashSet.newHashSet(services.size());
        MatchTable<ServiceKey> table = new MatchTable<>();
        long places = 0;
        long servers = 0;
        for (VirtualService service : services) {
            List<Match> matches = service.matches();
            boolean areFree = matches.stream()
                    .allMatch(match -> table.claim(match, service.key()).isEmpty());
            if (!areFree || !keys.add(service.key())) {
                return false;
            }
            places += matches.size();
            servers += service.servers().size();
        }
        return places <= capacity.services() && servers <= capacity.servers();
    }
}
