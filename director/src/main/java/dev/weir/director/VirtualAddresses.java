package dev.weir.director;

import dev.weir.model.DesiredState;
import dev.weir.model.IpAddress;
import dev.weir.model.Match;
import dev.weir.model.VirtualService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The VIPs on the machine's interfaces. Those that the director puts there are written to a file first, so
 * that it, or one after it, takes away what is no more wanted, and nothing else. Owned by the director's thread.
 */
final class VirtualAddresses {
    private static final Logger LOG = LoggerFactory.getLogger(VirtualAddresses.class);
    private static final String FILE_NAME = "addresses";
    private static final int SHOWN = 8;

    private final Network network;
    private final Path file;

    /** By VIP, the interface that it was put on. */
    private final Map<IpAddress, String> added = new TreeMap<>();

    /** @param runDirectory holds the file of the addresses that were added, one {@code INTERFACE ADDRESS} a line */
    VirtualAddresses(Network network, Path runDirectory) {
        this.network = network;
        this.file = runDirectory.resolve(FILE_NAME);
        read();
    }

    private void read() {
        if (!Files.exists(file)) {
            return;
        }
        String text = new String(AtomicFile.at(file).read(), StandardCharsets.UTF_8);
        for (String line : text.lines().toList()) {
            int space = line.indexOf(' ');
            try {
                added.put(IpAddress.parse(line.substring(space + 1)), line.substring(0, Math.max(0, space)));
            } catch (IllegalArgumentException e) {
                LOG.warn("{}: '{}' is no INTERFACE ADDRESS, so it is left where it is", file, line);
            }
        }
    }

    /** Puts every VIP of {@code wanted} on an interface, and takes away those added before that aren't wanted now. */
    void keep(DesiredState wanted) {
        List<InterfaceAddress> present = network.addresses();
        Map<IpAddress, String> places = places(wanted, present);
        Set<IpAddress> taken = takeAllBut(places);
        Map<IpAddress, String> missing = new TreeMap<>(places);
        for (InterfaceAddress own : present) {
            if (!taken.contains(own.address())) {
                missing.remove(own.address());
            }
        }
        put(missing);
    }

    /**
     * The director's own addresses, which a service for any address is not reached by: those of the machine but for
     * the VIPs of {@code wanted}. Empty, without a look at the machine, if it has no such service.
     */
    Optional<Set<IpAddress>> own(DesiredState wanted) {
        List<Match> matches = wanted.services().stream()
                .flatMap(service -> service.matches().stream())
                .toList();
        if (matches.stream().noneMatch(Match::isAnyAddress)) {
            return Optional.empty();
        }
        Set<IpAddress> own = new TreeSet<>();
        network.addresses().forEach(present -> own.add(present.address()));
        matches.forEach(match -> own.remove(match.address()));
        return Optional.of(own);
    }

    /** Takes away every address that was added. */
    void removeAll() {
        takeAllBut(Map.of());
    }

    private static Map<IpAddress, String> places(DesiredState wanted, List<InterfaceAddress> present) {
        List<String> interfaces = wanted.settings().interfaces();
        List<InterfaceAddress> networks =
                present.stream().filter(own -> !own.isAlone()).toList();
        Map<IpAddress, String> places = new TreeMap<>();
        for (VirtualService service : wanted.services()) {
            for (Match match : service.matches()) {
                if (!match.isAnyAddress()) {
                    places.computeIfAbsent(match.address(), vip -> place(vip, interfaces, networks));
                }
            }
        }
        return places;
    }

    private static String place(IpAddress vip, List<String> interfaces, List<InterfaceAddress> networks) {
        for (String name : interfaces) {
            for (InterfaceAddress own : networks) {
                if (own.interfaceName().equals(name) && own.networkContains(vip)) {
                    return name;
                }
            }
        }
        return interfaces.getFirst();
    }

    private Set<IpAddress> takeAllBut(Map<IpAddress, String> places) {
        Set<IpAddress> taken = new TreeSet<>();
        for (Map.Entry<IpAddress, String> entry : added.entrySet()) {
            if (!entry.getValue().equals(places.get(entry.getKey()))) {
                network.removeAddress(entry.getValue(), entry.getKey());
                taken.add(entry.getKey());
            }
        }
        if (!taken.isEmpty()) {
            added.keySet().removeAll(taken);
            write();
            LOG.info("took away VIPs {}", some(taken));
        }
        return taken;
    }

    private void put(Map<IpAddress, String> missing) {
        if (missing.isEmpty()) {
            return;
        }
        added.putAll(missing);
        write();
        missing.forEach((vip, interfaceName) -> network.addAddress(interfaceName, vip));
        LOG.info("put up VIPs {}", some(missing.keySet()));
    }

    /** A few of them, and how many more there are. */
    private static String some(Set<IpAddress> vips) {
        String few = vips.stream().limit(SHOWN).map(IpAddress::toString).collect(Collectors.joining(" "));
        return vips.size() <= SHOWN ? few : few + " and " + (vips.size() - SHOWN) + " more";
    }

    private void write() {
        String text = added.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey() + "\n")
                .collect(Collectors.joining());
        AtomicFile.at(file).write(text.getBytes(StandardCharsets.UTF_8), AtomicFile.Readers.EVERYONE);
    }

    /** The VIPs that the director put on an interface, in their order. */
    List<IpAddress> added() {
        return List.copyOf(added.keySet());
    }
}
