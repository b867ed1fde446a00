package dev.weir.dataplane.kernel;

import dev.weir.dataplane.kernel.Pins.LinkPin;
import dev.weir.linux.netlink.Link;
import dev.weir.linux.netlink.Rtnetlink;
import dev.weir.model.AttachModes;
import dev.weir.model.MacAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Attaches the packet path to the interfaces that are listed, in the network namespace of the calling thread; owned by
 * the director's thread.
 */
final class Attacher {
    private static final MacAddress NO_MAC = new MacAddress(0);

    private final Installation installation;
    private final InterfacesTable table;
    private final List<String> wanted;
    private final AttachModes modes;

    Attacher(Installation installation, KernelPlaneOptions options) {
        this.installation = installation;
        this.table = new InterfacesTable(installation.map(MapName.INTERFACES), installation.btf());
        this.wanted = options.interfaces();
        this.modes = options.attach();
    }

    /**
     * Sees to it that this packet path, and no older one, is at every listed interface that exists, in one place each,
     * and at no other. Attachments that stand are kept or moved, and no packet is missed.
     *
     * @return where it is now, in the order of the list; interfaces that do not exist are left out
     * @throws KernelRefusedException if an interface can't be attached to
     */
    List<Attachment> attach() {
        Map<String, Link> interfaces = interfaces();
        interfaces.keySet().retainAll(Set.copyOf(wanted));
        Map<String, Set<AttachPoint>> standing = takeOver(interfaces);
        List<Attachment> attachments = new ArrayList<>();
        for (String name : wanted) {
            Link at = interfaces.get(name);
            if (at != null) {
                table.put(at.index(), at.mac().orElse(NO_MAC), at.mtu());
                AttachChoice choice = AttachChoice.of(modes.of(name), InterfaceFacts.of(name));
                Set<AttachPoint> former = standing.getOrDefault(name, EnumSet.noneOf(AttachPoint.class));
                attachments.add(new Move(installation, at, former).to(choice));
            }
        }
        return attachments;
    }

    private static Map<String, Link> interfaces() {
        try (Rtnetlink netlink = Rtnetlink.open()) {
            return netlink.links().list().stream()
                    .collect(Collectors.toMap(Link::name, Function.identity(), (one, other) -> one, HashMap::new));
        }
    }

    /** Puts this packet path into the attachments that stand, and takes those of other interfaces off. */
    private Map<String, Set<AttachPoint>> takeOver(Map<String, Link> interfaces) {
        Map<String, Set<AttachPoint>> standing = new HashMap<>();
        for (LinkPin pin : installation.pins().linkPins()) {
            Link at = interfaces.get(pin.interfaceName());
            AttachPoint point = pin.point();
            if (at != null && point.fastening().takeOver(installation.program(point), at, pin.path())) {
                standing.computeIfAbsent(at.name(), _ -> EnumSet.noneOf(AttachPoint.class))
                        .add(point);
            } else {
                pin.detach();
            }
        }
        return standing;
    }
}
