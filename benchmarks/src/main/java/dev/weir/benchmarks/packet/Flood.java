package dev.weir.benchmarks.packet;

import dev.weir.linux.bpf.BpfLink;
import dev.weir.linux.bpf.BpfProgram;
import dev.weir.linux.bpf.Hook;
import dev.weir.linux.netlink.Link;
import dev.weir.model.Family;
import dev.weir.model.MacAddress;

/**
 * First packets of very many TCP connections to one service over IPv4, sent out of one end of a cable faster than any
 * socket could. It holds that end's XDP program: what comes back passes, but during a flood it is dropped.
 *
 * <p>To be used by threads of the end's network namespace.
 */
public final class Flood implements AutoCloseable {
    private final Visits visits = new Visits();
    private final Floors floors = new Floors(Family.IPV4, visits);
    private final Link end;
    private final BpfLink attached;

    /** Attaches to the end of a cable. */
    public Flood(Link end) {
        this.end = end;
        try (BpfProgram pass = floors.pass()) {
            attached = BpfLink.attach(pass, end.index(), Hook.XDP_NATIVE);
        }
    }

    /** The service that the packets are for, {@code ADDRESS:PORT}. */
    public static String service() {
        return Hosts.text(Hosts.vip(Family.IPV4)) + ":" + Template.VIP_PORT;
    }

    /**
     * Sends one packet of each connection.
     *
     * @param to the station at the other end
     * @param connections how many, each from another address or port
     */
    public void send(MacAddress to, int connections) {
        visits.inSequence(connections);
        try (BpfProgram sink = floors.sink();
                BpfProgram pass = floors.pass()) {
            attached.replace(sink);
            floors.emission(connections, end.mac().orElseThrow(), to)
                    .receivedOn(end.index())
                    .runLive(connections);
            attached.replace(pass);
        }
    }

    @Override
    public void close() {
        attached.close();
        floors.close();
        visits.close();
    }
}
