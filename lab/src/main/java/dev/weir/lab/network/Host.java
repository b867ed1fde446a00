package dev.weir.lab.network;

import dev.weir.linux.namespace.NamespaceThread;
import dev.weir.linux.namespace.NetworkNamespace;
import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One of the lab's machines: a network namespace, with one interface {@code eth0} (the router has three). */
public enum Host {
    /** Sends the requests. */
    CLIENT(Subnet.CLIENTS, 10),
    /** Joins the three networks; its own number is 1 in each. */
    ROUTER(Subnet.LAN, 1),
    /** The director in service. */
    DIRECTOR1(Subnet.LAN, 2),
    /** Another, idle. */
    DIRECTOR2(Subnet.LAN, 3),
    S1(Subnet.LAN, 11),
    S2(Subnet.LAN, 12),
    S3(Subnet.LAN, 13),
    S4(Subnet.REMOTE, 14),
    S5(Subnet.REMOTE, 15),
    S6(Subnet.REMOTE, 16);

    /** The real servers that share the directors' segment. */
    public static final List<Host> LAN_SERVERS = List.of(S1, S2, S3);

    /** The real servers behind the router. */
    public static final List<Host> REMOTE_SERVERS = List.of(S4, S5, S6);

    public static final List<Host> DIRECTORS = List.of(DIRECTOR1, DIRECTOR2);

    /** The router's number in every network. */
    static final int ROUTER_NUMBER = 1;

    private final Subnet subnet;
    private final int number;

    Host(Subnet subnet, int number) {
        this.subnet = subnet;
        this.number = number;
    }

    public static Optional<Host> named(String label) {
        return Arrays.stream(values())
                .filter(host -> host.label().equals(label))
                .findFirst();
    }

    /** The name by which a user calls it, {@code s1}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of its network namespace, {@code weir-s1}. */
    public String namespace() {
        return Namespaces.PREFIX + label();
    }

    /** The file that holds its network namespace. */
    public Path namespaceFile() {
        return Namespaces.file(namespace());
    }

    public Subnet subnet() {
        return subnet;
    }

    int number() {
        return number;
    }

    /** Its address on {@code eth0} (the router's on the LAN); a real server's RIP, a director's DIP. */
    public IpAddress address(Family family) {
        return subnet.address(family, number);
    }

    /** The Ethernet address of {@code eth0}. */
    public String mac() {
        return subnet.mac(number);
    }

    public boolean isServer() {
        return LAN_SERVERS.contains(this) || REMOTE_SERVERS.contains(this);
    }

    public boolean isDirector() {
        return DIRECTORS.contains(this);
    }

    /**
     * Does some work on a thread of this host, and waits for it.
     *
     * @throws X what the work threw
     */
    public <T, X extends Exception> T run(NamespaceThread.Work<T, X> work) throws X {
        return new NetworkNamespace(namespace()).run(work);
    }

    /** A command that runs {@code arguments} on this host. */
    public List<String> wrap(List<String> arguments) {
        return Namespaces.wrap(namespace(), arguments);
    }
}
