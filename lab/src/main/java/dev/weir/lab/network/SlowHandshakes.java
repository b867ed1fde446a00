package dev.weir.lab.network;

/** Has a real server answer the handshakes of its web late: its SYN-ACKs leave one after the other, spaced by htb. */
public final class SlowHandshakes implements AutoCloseable {
    private static final String TABLE = "weir-slow";

    /** A SYN-ACK of 74 octets each 30 ms. */
    private static final String RATE = "20kbit";

    private final Host host;

    private SlowHandshakes(Host host) {
        this.host = host;
    }

    /**
     * From now on, until it is closed.
     *
     * @param port the web's
     */
    public static SlowHandshakes of(Host host, int port) {
        SlowHandshakes slow = new SlowHandshakes(host);
        slow.close();
        tc(host, "qdisc", "add", "dev", "eth0", "root", "handle", "1:", "htb");
        tc(host, "class", "add", "dev", "eth0", "parent", "1:", "classid", "1:10", "htb", "rate", RATE, "burst", "74");
        Namespaces.command(host.namespace(), "nft", "-f", "-").runWith("""
                table inet %s {
                  chain output {
                    type filter hook output priority 0
                    tcp sport %d tcp flags & (syn | ack) == syn | ack meta priority set 1:10
                  }
                }
                """.formatted(TABLE, port));
        return slow;
    }

    private static void tc(Host host, String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "tc";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Namespaces.command(host.namespace(), command).run();
    }

    /** As fast as ever; what isn't there is no error. */
    @Override
    public void close() {
        Namespaces.command(host.namespace(), "tc", "qdisc", "del", "dev", "eth0", "root")
                .attempt("");
        Namespaces.command(host.namespace(), "nft", "delete", "table", "inet", TABLE)
                .attempt("");
    }
}
