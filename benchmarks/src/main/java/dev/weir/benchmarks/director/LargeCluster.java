package dev.weir.benchmarks.director;

import java.util.Locale;

/**
 * A cluster file of 1,000 services with 10 servers each, 10,000 different ones. The first service is the one that a
 * flood of packets is for; the others are UDP.
 *
 * @param flooded address and port of the first service, {@code 192.0.2.10:80}
 * @param device the interface that the director is to attach to
 */
record LargeCluster(String flooded, String device) {
    static final int SERVICES = 1_000;
    static final int SERVERS = 10;
    static final int PORT = 53;
    static final int SERVER_PORT = 8053;

    private static final int BYTE = 256;

    private static final int DEVIANT = SERVICES / 2;

    /** How one server differs from what the others are; the service that it belongs to is in the middle. */
    enum Deviation {
        NONE,
        WEIGHT_CHANGED,
        ADDED,
        REMOVED;

        /** The server that is changed, and changed back. */
        String server() {
            return LargeCluster.server(DEVIANT, this == ADDED ? SERVERS : 0) + ":" + SERVER_PORT;
        }
    }

    /** The VIP of service {@code number}, from 1 for the second. */
    static String vip(int number) {
        return "198.18." + number / BYTE + "." + number % BYTE;
    }

    static String server(int service, int number) {
        return "10." + (1 + service / BYTE) + "." + service % BYTE + "." + (1 + number);
    }

    String text(Deviation deviation) {
        StringBuilder text = new StringBuilder(SERVICES * SERVERS * 60);
        text.append(String.format(
                Locale.ROOT,
                "director:%n  interfaces: [%s]%n  capacity: {connections: 1048576}%n  timeouts: {syn-recv: 15m}%n",
                device));
        text.append("services:\n");
        for (int service = 0; service < SERVICES; service++) {
            addService(text, service, service == DEVIANT ? deviation : Deviation.NONE);
        }
        return text.toString();
    }

    private void addService(StringBuilder text, int service, Deviation deviation) {
        if (service == 0) {
            int colon = flooded.lastIndexOf(':');
            addHead(text, flooded.substring(0, colon), Integer.parseInt(flooded.substring(colon + 1)), "tcp");
        } else {
            addHead(text, vip(service), PORT, "udp");
        }
        int servers = deviation == Deviation.ADDED ? SERVERS + 1 : SERVERS;
        for (int number = deviation == Deviation.REMOVED ? 1 : 0; number < servers; number++) {
            int weight = number == 0 && deviation == Deviation.WEIGHT_CHANGED ? 7 : 1;
            text.append("      - {address: ").append(server(service, number));
            text.append(", port: ").append(SERVER_PORT);
            text.append(", weight: ").append(weight).append("}\n");
        }
    }

    private static void addHead(StringBuilder text, String vip, int port, String protocol) {
        text.append("  - vip: ").append(vip).append("\n    port: ").append(port);
        text.append("\n    protocol: ").append(protocol);
        text.append("\n    scheduler: rr\n    forwarding: nat\n    servers:\n");
    }
}
