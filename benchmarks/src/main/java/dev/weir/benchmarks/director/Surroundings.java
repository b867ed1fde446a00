package dev.weir.benchmarks.director;

import dev.weir.lab.Command;
import dev.weir.linux.namespace.NetworkNamespace;
import dev.weir.linux.netlink.Link;
import dev.weir.linux.netlink.Rtnetlink;
import java.util.ArrayList;
import java.util.List;

/**
 * Two network namespaces with a cable between them: the director's, and the world's, in which every client and every
 * server lives.
 */
final class Surroundings implements AutoCloseable {
    static final String DEVICE = "eth0";
    static final String DIRECTOR = "198.51.100.1";
    static final String WORLD = "198.51.100.254";

    private final NetworkNamespace director;
    private final NetworkNamespace world;

    private Surroundings(NetworkNamespace director, NetworkNamespace world) {
        this.director = director;
        this.world = world;
    }

    static Surroundings create() {
        long pid = ProcessHandle.current().pid();
        NetworkNamespace director = NetworkNamespace.create("weir-bench-d" + pid);
        NetworkNamespace world = NetworkNamespace.create("weir-bench-w" + pid);
        Surroundings surroundings = new Surroundings(director, world);
        try {
            surroundings.connect();
            return surroundings;
        } catch (RuntimeException e) {
            surroundings.close();
            throw e;
        }
    }

    /**
     * The world sends from an address of its own and receives at those of servers, which are its own as well. Frames
     * come to it by XDP, which can't finish a checksum.
     */
    private void connect() {
        in(world, "sysctl", "-qw", "net.ipv4.conf.default.accept_local=1", "net.ipv4.conf.default.rp_filter=0");
        in(world, "sysctl", "-qw", "net.ipv4.conf.all.rp_filter=0", "net.ipv6.conf.default.disable_ipv6=1");
        in(director, "sysctl", "-qw", "net.ipv6.conf.default.disable_ipv6=1");
        List<String> cable = new ArrayList<>(List.of("ip", "link", "add", "name", DEVICE, "netns", director.name()));
        cable.addAll(List.of("type", "veth", "peer", "name", DEVICE, "netns", world.name()));
        new Command(cable).run();
        batch(
                director,
                List.of(
                        "link set lo up",
                        "link set " + DEVICE + " up",
                        "address add " + DIRECTOR + "/24 dev " + DEVICE,
                        "route add default via " + WORLD));
        batch(
                world,
                List.of(
                        "link set lo up",
                        "link set " + DEVICE + " up",
                        "address add " + WORLD + "/24 dev " + DEVICE,
                        "route add 198.18.0.0/15 via " + DIRECTOR,
                        "route add local 10.0.0.0/8 dev lo"));
        in(world, "ethtool", "-K", DEVICE, "tx", "off");
    }

    private static void batch(NetworkNamespace namespace, List<String> lines) {
        Command.of("ip", "-n", namespace.name(), "-batch", "-").runWith(String.join("\n", lines) + "\n");
    }

    private static void in(NetworkNamespace namespace, String... command) {
        new Command(wrapped(namespace, List.of(command))).run();
    }

    private static List<String> wrapped(NetworkNamespace namespace, List<String> command) {
        List<String> wrapped = new ArrayList<>(List.of("nsenter", "--net=" + namespace.path()));
        wrapped.addAll(command);
        return wrapped;
    }

    /** A command that runs in the director's namespace, and sees the files that this process sees. */
    List<String> byDirector(List<String> command) {
        return wrapped(director, command);
    }

    NetworkNamespace director() {
        return director;
    }

    NetworkNamespace world() {
        return world;
    }

    /** The world's end of the cable. */
    Link worldEnd() {
        return link(world);
    }

    /** The director's. */
    Link directorEnd() {
        return link(director);
    }

    private static Link link(NetworkNamespace namespace) {
        return namespace.run(() -> {
            try (Rtnetlink netlink = Rtnetlink.open()) {
                return netlink.links().named(DEVICE).orElseThrow();
            }
        });
    }

    @Override
    public void close() {
        director.delete();
        world.delete();
    }
}
