package dev.weir.linux.netlink;

import dev.weir.linux.namespace.NetworkNamespace;
import dev.weir.model.IpAddress;

/**
 * Two namespaces with a veth pair between them, for a test: {@code eth0} of either is up.
 *
 * <pre>
 *   left  192.0.2.1/24, 2001:db8::1/64  eth0 ------ eth0  192.0.2.2/24, 2001:db8::2/64  right
 * </pre>
 */
final class Lab implements AutoCloseable {
    static final IpAddress LEFT_IPV4 = IpAddress.parse("192.0.2.1");
    static final IpAddress RIGHT_IPV4 = IpAddress.parse("192.0.2.2");
    static final IpAddress LEFT_IPV6 = IpAddress.parse("2001:db8::1");
    static final IpAddress RIGHT_IPV6 = IpAddress.parse("2001:db8::2");

    final NetworkNamespace left;
    final NetworkNamespace right;

    private Lab(NetworkNamespace left, NetworkNamespace right) {
        this.left = left;
        this.right = right;
    }

    static Lab create(String name) {
        String prefix = "weir-t-" + ProcessHandle.current().pid() + "-" + name;
        Lab lab = new Lab(NetworkNamespace.create(prefix + "-l"), NetworkNamespace.create(prefix + "-r"));
        try (Rtnetlink netlink = lab.left.run(Rtnetlink::open);
                var far = lab.right.open()) {
            netlink.links()
                    .createVeth(VethEnd.named("eth0"), VethEnd.named("eth0").in(far));
        }
        raise(lab.left, LEFT_IPV4, LEFT_IPV6);
        raise(lab.right, RIGHT_IPV4, RIGHT_IPV6);
        return lab;
    }

    private static void raise(NetworkNamespace namespace, IpAddress ipv4, IpAddress ipv6) {
        try (Rtnetlink netlink = namespace.run(Rtnetlink::open)) {
            int index = netlink.links().named("eth0").orElseThrow().index();
            netlink.links().setUp(index);
            netlink.addresses().add(index, ipv4, 24);
            netlink.addresses().add(index, ipv6, 64);
        }
    }

    @Override
    public void close() {
        left.delete();
        right.delete();
    }
}
