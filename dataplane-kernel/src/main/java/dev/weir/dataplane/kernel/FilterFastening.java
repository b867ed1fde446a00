package dev.weir.dataplane.kernel;

import dev.weir.linux.bpf.BpfProgram;
import dev.weir.linux.netlink.IngressFilter;
import dev.weir.linux.netlink.IngressFilters;
import dev.weir.linux.netlink.Link;
import dev.weir.linux.netlink.Rtnetlink;
import java.nio.file.Path;
import java.util.Optional;

/**
 * By a filter of traffic control, which stays by itself. What is pinned is the program that it runs, so that it is
 * known from another's filter.
 */
record FilterFastening() implements Fastening {
    private static final String NAME = "weir";

    @Override
    public void attach(BpfProgram program, Link at, Path pin) {
        try (Rtnetlink netlink = Rtnetlink.open()) {
            put(netlink.ingressFilters(), program, at, pin);
        }
    }

    /** The name first: a filter without one would be nobody's. */
    private static void put(IngressFilters filters, BpfProgram program, Link at, Path pin) {
        Pins.remove(pin);
        program.pin(pin);
        try {
            filters.put(at.index(), program, NAME);
        } catch (RuntimeException e) {
            Pins.remove(pin);
            throw e;
        }
    }

    @Override
    public boolean takeOver(BpfProgram program, Link at, Path pin) {
        try (Rtnetlink netlink = Rtnetlink.open()) {
            IngressFilters filters = netlink.ingressFilters();
            Optional<IngressFilter> standing = filters.find(at.index()).filter(filter -> filter.programId() == id(pin));
            if (standing.isEmpty()) {
                return false;
            }
            filters.put(at.index(), program, NAME);
            Pins.remove(pin);
            program.pin(pin);
            return true;
        }
    }

    /** The interface may have another name by now: its filter is known by its program. */
    @Override
    public void detach(Path pin) {
        int id = id(pin);
        try (Rtnetlink netlink = Rtnetlink.open()) {
            IngressFilters filters = netlink.ingressFilters();
            for (Link link : netlink.links().list()) {
                if (filters.find(link.index())
                        .filter(filter -> filter.programId() == id)
                        .isPresent()) {
                    filters.remove(link.index());
                }
            }
        }
        Pins.remove(pin);
    }

    private static int id(Path pin) {
        try (BpfProgram program = BpfProgram.openPinned(pin)) {
            return program.info().id();
        }
    }
}
