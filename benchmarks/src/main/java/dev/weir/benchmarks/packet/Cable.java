package dev.weir.benchmarks.packet;

import dev.weir.linux.bpf.BpfLink;
import dev.weir.linux.bpf.BpfProgram;
import dev.weir.linux.bpf.Hook;
import dev.weir.linux.namespace.NetworkNamespace;
import dev.weir.linux.netlink.Link;
import dev.weir.linux.netlink.Links;
import dev.weir.linux.netlink.Rtnetlink;
import dev.weir.linux.netlink.VethEnd;

/** A veth pair in a network namespace of its own, with a program at both ends that counts what arrives. */
final class Cable implements AutoCloseable {
    private static final String NEAR = "near";
    private static final String FAR = "far";

    private final NetworkNamespace namespace;
    private final int nearIndex;
    private final BpfLink nearLink;
    private final BpfLink farLink;

    private Cable(NetworkNamespace namespace, int near, int far, BpfProgram sink) {
        this.namespace = namespace;
        this.nearIndex = near;
        this.nearLink = BpfLink.attach(sink, near, Hook.XDP_NATIVE);
        this.farLink = BpfLink.attach(sink, far, Hook.XDP_NATIVE);
    }

    /**
     * Lays it.
     *
     * @param sink the program at the ends: without one, a veth takes no frames from XDP
     */
    static Cable lay(BpfProgram sink) {
        NetworkNamespace namespace =
                NetworkNamespace.create("weir-bench-" + ProcessHandle.current().pid());
        try {
            return namespace.run(() -> layIn(namespace, sink));
        } catch (RuntimeException e) {
            namespace.delete();
            throw e;
        }
    }

    private static Cable layIn(NetworkNamespace namespace, BpfProgram sink) {
        try (Rtnetlink netlink = Rtnetlink.open()) {
            Links links = netlink.links();
            links.createVeth(VethEnd.named(NEAR), VethEnd.named(FAR));
            int near = raised(links, NEAR);
            int far = raised(links, FAR);
            return new Cable(namespace, near, far, sink);
        }
    }

    private static int raised(Links links, String name) {
        int index = links.named(name).map(Link::index).orElseThrow();
        links.setUp(index);
        return index;
    }

    /** Where the threads must be that use it. */
    NetworkNamespace namespace() {
        return namespace;
    }

    /** The interface at the near end, in its namespace. */
    int nearIndex() {
        return nearIndex;
    }

    @Override
    public void close() {
        nearLink.close();
        farLink.close();
        namespace.delete();
    }
}
