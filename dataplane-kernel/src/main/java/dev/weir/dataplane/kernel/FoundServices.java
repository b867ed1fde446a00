package dev.weir.dataplane.kernel;

import dev.weir.dataplane.kernel.ServicesTable.Standing;
import dev.weir.model.Match;
import dev.weir.model.ServiceKey;
import dev.weir.model.ServiceOptions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The services that stand in the maps at one moment, each put together from the records under its keys. Immutable. */
final class FoundServices {
    /** Of two ranges from one port, left by a director that was killed as it made one of the other. */
    private static final Comparator<Standing> NARROWEST_FIRST =
            Comparator.comparingInt(standing -> standing.match().lastPort());

    private final Map<MatchKey, Standing> standing = new HashMap<>();
    private final Map<Integer, Standing> primaries = new HashMap<>();
    private final Map<Integer, Set<Match>> others = new HashMap<>();
    private final Map<ServiceKey, ServiceEntry> services = new HashMap<>();

    private FoundServices(List<Standing> all) {
        all.forEach(one -> standing.put(one.key(), one));
        all.stream().filter(Standing::isPrimary).sorted(NARROWEST_FIRST).forEach(this::addPrimary);
        all.forEach(this::addOther);
        primaries.forEach((index, primary) -> services.put(primary.match().key(), whole(index, primary)));
    }

    static FoundServices read(ServicesTable table) {
        return new FoundServices(table.readAll());
    }

    private void addPrimary(Standing one) {
        primaries.putIfAbsent(one.entry().index(), one);
    }

    private void addOther(Standing one) {
        Standing primary = primaries.get(one.entry().index());
        if (primary != null && !one.match().equals(primary.match())) {
            others.computeIfAbsent(one.entry().index(), _ -> new HashSet<>()).add(one.match());
        }
    }

    private ServiceEntry whole(int index, Standing primary) {
        Match match = primary.match();
        ServiceOptions options = primary.entry()
                .options()
                .withLastPort(match.firstPort() == match.lastPort() ? 0 : match.lastPort())
                .withAlso(others.getOrDefault(index, Set.of()).toArray(Match[]::new));
        return primary.entry().withOptions(options);
    }

    /** What the records of each service say together. */
    Map<ServiceKey, ServiceEntry> services() {
        return Map.copyOf(services);
    }

    /** Every key with its record, those of no service too. */
    Map<MatchKey, Standing> standing() {
        return Map.copyOf(standing);
    }
}
