package dev.weir.dataplane.kernel;

import dev.weir.dataplane.kernel.Pins.LinkPin;
import dev.weir.linux.Errno;
import dev.weir.linux.LinuxException;
import dev.weir.linux.Offload;
import dev.weir.linux.bpf.BpfLink;
import dev.weir.linux.bpf.BpfProgram;
import dev.weir.linux.bpf.Hook;
import dev.weir.linux.netlink.Link;
import dev.weir.linux.netlink.Rtnetlink;
import dev.weir.model.MacAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Attaches the program to the interfaces that are listed, in the network namespace of the calling thread; owned by the
 * director's thread. In the driver where it can, before the kernel's stack otherwise.
 */
final class Attacher {
    private static final Logger LOG = LoggerFactory.getLogger(Attacher.class);

    /** Errors by which another mode would not fare better. */
    private static final Set<Errno> FINAL =
            Set.of(Errno.EBUSY, Errno.EEXIST, Errno.EPERM, Errno.EACCES, Errno.ENODEV, Errno.ENOMEM);

    private static final MacAddress NO_MAC = new MacAddress(0);

    private final Pins pins;
    private final BpfProgram program;
    private final InterfacesTable table;
    private final List<String> wanted;

    Attacher(Installation installation, List<String> interfaces) {
        this.pins = installation.pins();
        this.program = installation.program();
        this.table = new InterfacesTable(installation.map(MapName.INTERFACES), installation.btf());
        this.wanted = interfaces;
    }

    /**
     * Sees to it that this program, and no older one, is at every listed interface that exists, and at no other.
     * Attachments that stand are kept and no packet is missed.
     *
     * @return where it is now, in the order of the list; interfaces that do not exist are left out
     * @throws KernelRefusedException if an interface can't be attached to
     */
    List<Attachment> attach() {
        Map<String, Link> interfaces = interfaces();
        interfaces.keySet().retainAll(Set.copyOf(wanted));
        Map<String, Attachment> standing = new HashMap<>();
        for (LinkPin pin : pins.linkPins()) {
            Link at = interfaces.get(pin.interfaceName());
            if (at != null && takeOver(pin, at)) {
                standing.put(at.name(), new Attachment(at.name(), at.index(), pin.mode()));
            } else {
                Pins.detach(pin);
            }
        }
        List<Attachment> attachments = new ArrayList<>();
        for (String name : wanted) {
            Link at = interfaces.get(name);
            if (at != null) {
                keepVlanTags(at);
                table.put(at.index(), at.mac().orElse(NO_MAC), at.mtu());
                Attachment stands = standing.get(name);
                attachments.add(stands != null ? stands : attachTo(at));
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

    /** Puts this program into an attachment that stands; false if that is of an interface that has gone. */
    private boolean takeOver(LinkPin pin, Link at) {
        try (BpfLink link = BpfLink.openPinned(pin.path())) {
            BpfLink.Attachment info = link.info();
            if (info.interfaceIndex() != at.index()) {
                return false;
            }
            if (info.programId() != program.info().id()) {
                link.replace(program);
            }
            return true;
        }
    }

    /** A tag that the hardware takes off is lost to the packet path, which would treat the frame as an untagged one. */
    private static void keepVlanTags(Link at) {
        try {
            if (Offload.RECEIVE_VLAN.isEnabled(at.name())) {
                Offload.RECEIVE_VLAN.disable(at.name());
                LOG.info("{}: receive VLAN offload is off now, so that tagged frames are told from others", at.name());
            }
        } catch (LinuxException e) {
            LOG.warn(
                    "{} takes VLAN tags off ({}): tagged frames to a VIP are treated as untagged;"
                            + " try ethtool -K {} rxvlan off",
                    at.name(),
                    e.getMessage(),
                    at.name());
        }
    }

    private Attachment attachTo(Link at) {
        try {
            return attachTo(at, Hook.XDP_NATIVE);
        } catch (LinuxException e) {
            if (FINAL.contains(e.errno())) {
                throw refused(at, e);
            }
            LOG.warn(
                    "{} can't run the packet path in its driver ({}): it runs slower, before the kernel's stack",
                    at.name(),
                    e.getMessage());
        }
        try {
            return attachTo(at, Hook.XDP_GENERIC);
        } catch (LinuxException e) {
            throw refused(at, e);
        }
    }

    private Attachment attachTo(Link at, Hook mode) {
        try (BpfLink link = BpfLink.attach(program, at.index(), mode)) {
            link.pin(pins.link(mode, at.name()).path());
        }
        return new Attachment(at.name(), at.index(), mode);
    }

    private static KernelRefusedException refused(Link at, LinuxException cause) {
        boolean isTaken = cause.errno().equals(Errno.EBUSY) || cause.errno().equals(Errno.EEXIST);
        String mend = isTaken
                ? "; it has another XDP program. `bpftool net show dev " + at.name() + "` tells which; take it off by"
                        + " `ip link set dev " + at.name() + " xdp off`, or by ending who holds its bpf_link"
                : "";
        return new KernelRefusedException(
                "can't attach to interface " + at.name() + ": " + cause.getMessage() + mend, cause);
    }
}
