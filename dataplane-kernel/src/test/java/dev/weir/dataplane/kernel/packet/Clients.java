package dev.weir.dataplane.kernel.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.bpf.XdpVerdict;
import dev.weir.model.Endpoint;

/** Clients of a VIP: what they send, and which server it reaches. */
record Clients(PacketPath path, Stage stage, Endpoint vip) {
    /** In place of a server: the frame was dropped. */
    static final int REFUSED = 0;

    /** In place of a server: the frame went to the kernel. */
    static final int PASSED = -1;

    static Clients of(PacketPath path, Stage stage) {
        return new Clients(path, stage, stage.vip());
    }

    Clients to(Endpoint other) {
        return new Clients(path, stage, other);
    }

    /** Begins a connection; the place of the server that it reaches. */
    int open(Endpoint client) {
        return send(client, Transport.SYN);
    }

    /** Begins and establishes a connection. */
    int establish(Endpoint client) {
        int server = open(client);
        assertThat(send(client, Transport.ACK)).isEqualTo(server);
        return server;
    }

    int send(Endpoint client, int flags) {
        return reached(packet(client, flags));
    }

    Packet packet(Endpoint client, int flags) {
        return stage.fromClient(stage.carrying(flags, 0)).between(client, vip);
    }

    private int reached(Packet packet) {
        PacketPath.Outcome outcome = path.receive(packet);
        return switch (outcome.verdict()) {
            case TX -> PacketPath.placeOf(outcome.frame());
            case DROP -> REFUSED;
            case PASS -> PASSED;
            case ABORTED, REDIRECT -> throw new AssertionError(outcome.verdict());
        };
    }

    /** A server's packet to a client. */
    void reply(PacketPath.Server server, Endpoint client, int flags) {
        Packet packet = stage.fromServer(server, stage.carrying(flags, 0)).between(server.endpoint(), client);
        assertThat(path.receive(packet).verdict()).isEqualTo(XdpVerdict.TX);
    }

    /** Begins a connection that is refused for one reason, counted once. */
    void assertRefused(Endpoint client, String reason) {
        long before = path.drops(reason);
        long all = path.allDrops();
        assertThat(open(client)).isEqualTo(REFUSED);
        assertThat(path.drops(reason)).as(reason).isEqualTo(before + 1);
        assertThat(path.allDrops()).isEqualTo(all + 1);
    }
}
