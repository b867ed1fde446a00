package dev.weir.dataplane.kernel;

import dev.weir.dataplane.kernel.packet.Packet;
import dev.weir.dataplane.kernel.packet.Transport;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.BpfObject;
import dev.weir.linux.bpf.BpfProgram;
import dev.weir.linux.bpf.TestRun;
import dev.weir.linux.bpf.XdpVerdict;
import dev.weir.model.Endpoint;
import dev.weir.model.IpAddress;
import dev.weir.model.MacAddress;
import dev.weir.model.ServiceKey;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Packets of clients, run through the program that a plane has pinned; nothing is sent. */
final class Traffic implements AutoCloseable {
    private static final MacAddress DIRECTOR = new MacAddress(0x02_00_00_00_00_feL);
    private static final MacAddress ROUTER = new MacAddress(0x02_00_00_00_00_01L);

    private static final int LOOPBACK = 1;

    private final BpfProgram program;

    /** A test run's packets come in by the loopback interface; so that is made one of the director's. */
    Traffic(TestStage stage) {
        program = BpfProgram.openPinned(stage.pins().program());
        try (BpfObject object = BpfObject.open("director", Installation.readObject());
                BpfMap interfaces = BpfMap.openPinned(stage.pins().map(MapName.INTERFACES))) {
            new InterfacesTable(interfaces, object.btf()).put(LOOPBACK, DIRECTOR, 1500);
        }
    }

    static Endpoint client(int number) {
        return new Endpoint(IpAddress.ofIpv4(0xc6_12_00_00 + number), 40_000);
    }

    /** A client opens a connection; returns the server's address that its packet was rewritten to (NAT). */
    IpAddress open(int client, ServiceKey service) {
        byte[] forwarded = send(client, service, Transport.SYN).packet();
        byte[] destination = new byte[4];
        ByteBuffer.wrap(forwarded).get(30, destination);
        return IpAddress.ofBytes(destination);
    }

    /** Likewise from any end to any other; none if it was dropped. */
    Optional<IpAddress> open(Endpoint client, Endpoint destination) {
        TestRun.Result result = send(client, destination, Transport.SYN);
        byte[] address = new byte[4];
        ByteBuffer.wrap(result.packet()).get(30, address);
        return result.xdpVerdict() == XdpVerdict.DROP ? Optional.empty() : Optional.of(IpAddress.ofBytes(address));
    }

    TestRun.Result send(int client, ServiceKey service, int tcpFlags) {
        return send(client(client), service.vip(), tcpFlags);
    }

    private TestRun.Result send(Endpoint client, Endpoint destination, int tcpFlags) {
        Transport segment = new Transport.Tcp(0, 0, tcpFlags, new byte[0]);
        Packet packet = Packet.of(DIRECTOR, ROUTER, client, destination, segment);
        TestRun.Result result = program.run(TestRun.of(packet.frame()));
        if (result.xdpVerdict() == XdpVerdict.ABORTED) {
            throw new AssertionError("the packet path aborted");
        }
        return result;
    }

    @Override
    public void close() {
        program.close();
    }

    /** An element of a pinned map, as its bytes. */
    static byte[] element(TestStage stage, MapName name, int place) {
        try (BpfMap map = BpfMap.openPinned(stage.pins().map(name))) {
            Memory value = Memory.allocate(map.info().lookupSize());
            map.lookup(place, value);
            return value.getBytes(0, (int) value.size());
        }
    }
}
