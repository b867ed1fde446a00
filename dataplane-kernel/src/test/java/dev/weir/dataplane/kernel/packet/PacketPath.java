package dev.weir.dataplane.kernel.packet;

import dev.weir.linux.Mapping;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.BpfObject;
import dev.weir.linux.bpf.BpfProgram;
import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.Field;
import dev.weir.linux.bpf.RecordLayout;
import dev.weir.linux.bpf.TestRun;
import dev.weir.linux.bpf.XdpVerdict;
import dev.weir.model.Endpoint;
import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import dev.weir.model.MacAddress;
import dev.weir.model.Match;
import dev.weir.model.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The packet path loaded for a test, with maps of its own that are written record by record and a clock that stands
 * still until it is set. Nothing is attached, pinned or sent.
 */
final class PacketPath implements AutoCloseable {
    static final int CAPACITY = 64;

    /** The interface that test packets come in by: the loopback interface, as the kernel has it by default. */
    static final int INGRESS = 1;

    /** Another interface, for what leaves by another than it came in by. */
    static final int ELSEWHERE = 4242;

    static final MacAddress ROUTER = mac(0x01);
    static final MacAddress DIRECTOR = mac(0x02);

    /** Where the MAC addresses of servers begin. */
    private static final int SERVERS = 0x1000;

    private static final int ROOM_FOR_ANSWERS = 512;

    private final BpfObject object;
    private final Maps maps;
    private final Btf btf;
    private final BpfProgram director;
    private final BpfProgram sweep;
    private final Mapping runtime;
    private final RecordLayout runtimeLayout;
    private final ServiceMaps services;
    private int serversAdded;

    private PacketPath(BpfObject object, int capacity) {
        this.object = object;
        btf = object.btf();
        maps = new Maps(object);
        size("conn_entries", capacity + 1);
        size("conn_index", Math.max(8, Integer.highestOneBit(capacity)));
        for (String map : List.of("services", "service_state", "addresses", "server_counters", "servers")) {
            size(map, 2048);
        }
        for (String map :
                List.of("server_loads", "service_ranges", "clients", "localities", "singles", "ftp_sessions")) {
            size(map, 2048);
        }
        size("conn_notes", capacity + 1);
        size("conn_shifts", capacity + 1);
        size("scheduler_slots", 65_536);
        writeConstants(capacity);
        object.load();
        director = object.program("director");
        sweep = object.program("sweep_all");
        runtime = maps.map(".data.runtime").map(Mapping.Access.READ_WRITE);
        runtimeLayout = btf.record("runtime");
        services = new ServiceMaps(maps, btf);
        putInterface(INGRESS);
        putInterface(ELSEWHERE);
        List<String> states = List.of("SYN_RECV", "ESTABLISHED", "FIN_WAIT", "TIME_WAIT", "CLOSE", "UDP");
        List<Integer> seconds = List.of(60, 900, 120, 120, 10, 300);
        for (int i = 0; i < states.size(); i++) {
            int state = (int) btf.constant("CONN_" + states.get(i));
            runtimeLayout.field("timeout[" + state + "]").set(runtime.memory(), seconds.get(i) * 100L);
        }
    }

    static PacketPath load() {
        return load(CAPACITY);
    }

    static PacketPath load(int capacity) {
        try (InputStream in = PacketPath.class.getResourceAsStream("/dev/weir/dataplane/kernel/director.bpf.o")) {
            byte[] elf =
                    Objects.requireNonNull(in, "director.bpf.o is not built").readAllBytes();
            return new PacketPath(BpfObject.open("director", elf), capacity);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void size(String map, int entries) {
        object.definition(map).setMaxEntries(entries);
    }

    private void writeConstants(int capacity) {
        RecordLayout layout = btf.section(".rodata");
        Memory constants = object.definition(".rodata").initialValue();
        layout.field("conn_capacity").set(constants, capacity);
        layout.field("conn_index_mask").set(constants, Math.max(8, Integer.highestOneBit(capacity)) - 1);
        for (int i = 0; i < 8; i++) {
            layout.field("hash_key[" + i + "]").set(constants, 0x9e3779b9L * (i + 1) & 0xffff_ffffL);
        }
    }

    private void putInterface(int index) {
        RecordLayout layout = btf.record("interface");
        Memory record = layout.allocate();
        layout.field("ifindex").set(record, index);
        layout.field("mac").setBytes(record, DIRECTOR.bytes());
        layout.field("mtu").set(record, 1500);
        maps.map("interfaces").update(index & 4095, record);
    }

    static MacAddress mac(int last) {
        return new MacAddress(0x0200_0000_0000L | last);
    }

    /** The place of the server that a frame is for, by its MAC address. */
    static int placeOf(byte... frame) {
        return ((frame[4] & 0xff) << 8 | (frame[5] & 0xff)) - SERVERS;
    }

    /** A real server as the packet path's map has it. */
    record Server(int place, Endpoint endpoint, MacAddress mac, IpAddress local) {}

    Server server(String endpoint, String local, String method) {
        return server(endpoint, local, method, INGRESS, 1500);
    }

    /** Adds a server, reachable, of weight 1. */
    Server server(String endpoint, String local, String method, int interfaceIndex, int mtu) {
        int place = ++serversAdded;
        Server server = new Server(place, Endpoint.parse(endpoint), mac(SERVERS + place), IpAddress.parse(local));
        RecordLayout layout = btf.record("server");
        Memory record = layout.allocate();
        layout.field("address").setBytes(record, server.endpoint().address().mappedBytes());
        layout.field("local").setBytes(record, server.local().mappedBytes());
        layout.field("mac").setBytes(record, server.mac().bytes());
        layout.field("local_mac").setBytes(record, DIRECTOR.bytes());
        layout.field("ifindex").set(record, interfaceIndex);
        layout.field("generation").set(record, 1);
        layout.field("port").setNetworkOrder(record, server.endpoint().port());
        layout.field("method").set(record, btf.constant("METHOD_" + method));
        boolean ipv6 = server.endpoint().address().bytes().length == 16;
        long flags = btf.constant("SERVER_PRESENT") | btf.constant("SERVER_REACHABLE");
        layout.field("flags").set(record, flags | (ipv6 ? btf.constant("SERVER_IPV6") : 0));
        layout.field("mtu").set(record, mtu);
        maps.map("servers").update(place, record);
        weigh(server, 1);
        return server;
    }

    void weigh(Server server, int weight) {
        setLoad(server, "weight", weight);
        setLoad(server, "pull", 100L * weight);
    }

    /** Sets a server's upper and lower thresholds. */
    void limit(Server server, int upper, int lower) {
        setLoad(server, "upper", upper);
        setLoad(server, "lower", lower);
    }

    /** Sets a field of a server's load. */
    void setLoad(Server server, String field, long value) {
        RecordLayout layout = btf.record("server_load");
        Memory load = layout.allocate();
        maps.map("server_loads").lookup(server.place(), load);
        layout.field(field).set(load, value);
        maps.map("server_loads").update(server.place(), load);
    }

    /** Takes a server away, as a removal does first. */
    void remove(Server server) {
        setFlags(server);
    }

    /** Makes a server one whose next hop is unknown. */
    void loseWayTo(Server server) {
        setFlags(server, "PRESENT");
    }

    /** Takes a server away whose connections wait for its return. */
    void hold(Server server) {
        setFlags(server, "HOLDS", "COUNTED");
    }

    /** Has a server back that was taken away or lost. */
    void restore(Server server) {
        setFlags(server, "PRESENT", "REACHABLE");
    }

    /** Has the handshakes of a server timed. */
    void time(Server server) {
        setFlags(server, "PRESENT", "REACHABLE", "TIMED");
    }

    private void setFlags(Server server, String... flags) {
        long all = Stream.of(flags)
                .mapToLong(flag -> btf.constant("SERVER_" + flag))
                .sum();
        boolean ipv6 = server.endpoint().address().family() == Family.IPV6;
        setServer(server, "flags", all | (ipv6 ? btf.constant("SERVER_IPV6") : 0));
    }

    /** Gives the place of a server that left to another of the same address. */
    void replace(Server server) {
        setServer(server, "generation", 2);
        restore(server);
    }

    /** Has a tunnel to a server carry other headers, those of GUE to a port. */
    void encapsulate(Server server, String encapsulation, int port) {
        setServer(server, "encapsulation", btf.constant("ENCAPSULATION_" + encapsulation));
        setServer(server, "tunnel_port", Short.reverseBytes((short) port) & 0xffff);
    }

    private void setServer(Server server, String field, long value) {
        RecordLayout layout = btf.record("server");
        Memory record = layout.allocate();
        maps.map("servers").lookup(server.place(), record);
        layout.field(field).set(record, value);
        maps.map("servers").update(server.place(), record);
    }

    /** Adds or changes a service; the slots name the servers in the order that its scheduler's table has them. */
    void service(String vip, Protocol protocol, String kind, Server... slots) {
        serve(ServiceSetup.of(kind, slots).at(protocol, Endpoint.parse(vip)));
    }

    /** Adds a service; its place in service_state. */
    int serve(ServiceSetup setup) {
        int index = services.place();
        serve(index, setup);
        return index;
    }

    /** Changes the service of that place. */
    void serve(int index, ServiceSetup setup) {
        services.put(index, setup);
        for (Match match : setup.matches()) {
            if (!match.isAnyAddress()) {
                putRole(match.address(), "ADDRESS_VIP");
            }
        }
        Field features = runtimeLayout.field("features");
        features.set(runtime.memory(), features.get(runtime.memory()) | setup.features(btf));
    }

    ServiceMaps services() {
        return services;
    }

    void putRole(IpAddress address, String role) {
        maps.map("addresses").update(Memory.ofBytes(address.mappedBytes()), Memory.ofInt((int) btf.constant(role)));
    }

    /** What became of a frame. */
    @SuppressWarnings("ArrayRecordComponent") // made once, read once, never compared
    record Outcome(XdpVerdict verdict, byte[] frame) {}

    Outcome receive(byte... frame) {
        TestRun run = new TestRun(frame, new byte[0], 1, frame.length + ROOM_FOR_ANSWERS, 0);
        TestRun.Result result = director.run(run);
        return new Outcome(result.xdpVerdict(), result.packet());
    }

    Outcome receive(Packet packet) {
        return receive(packet.frame());
    }

    /** Sets the clock, in seconds since it began. */
    void setClock(double seconds) {
        runtimeLayout.field("now").set(runtime.memory(), Math.round(seconds * 100));
    }

    /** Looks at every connection once, as the timer does in a second. */
    void sweep() {
        sweep.run(TestRun.of(new byte[64]));
    }

    /** Connections and templates that are recorded. */
    long recorded() {
        return runtimeLayout.field("recorded").get(runtime.memory());
    }

    long templates() {
        return runtimeLayout.field("templates").get(runtime.memory());
    }

    /** Lets a connection's first packet have left so much earlier, for what times its handshake. */
    void ageHandshake(int entry, int micros) {
        RecordLayout layout = btf.record("conn_note");
        Memory note = layout.allocate();
        maps.map("conn_notes").lookup(entry, note);
        Field asked = layout.field("asked");
        asked.set(note, asked.get(note) - micros & 0xffff_ffffL);
        maps.map("conn_notes").update(entry, note);
    }

    long active(Server server) {
        return load(server, "active");
    }

    long inactive(Server server) {
        return load(server, "inactive");
    }

    long load(Server server, String field) {
        RecordLayout layout = btf.record("server_load");
        Memory load = layout.allocate();
        maps.map("server_loads").lookup(server.place(), load);
        return layout.field(field).get(load);
    }

    /** A server's counter, summed over the processors. */
    long counter(Server server, String field) {
        return sum(
                "server_counters",
                server.place(),
                btf.record("server_counters").field(field).offset());
    }

    long drops(String reason) {
        return sum("drop_counters", (int) btf.constant("DROP_" + reason), 0);
    }

    long allDrops() {
        long all = 0;
        for (int reason = 0; reason < btf.constant("DROP_REASONS"); reason++) {
            all += sum("drop_counters", reason, 0);
        }
        return all;
    }

    long notes(String kind) {
        return sum("note_counters", (int) btf.constant("NOTE_" + kind), 0);
    }

    private long sum(String name, int index, long offset) {
        BpfMap map = maps.map(name);
        Memory values = Memory.allocate(map.info().lookupSize());
        map.lookup(index, values);
        long sum = 0;
        for (long at = offset; at < values.size(); at += map.info().perCpuStride()) {
            sum += values.getLong(at);
        }
        return sum;
    }

    /** The states of all recorded connections, as text, in the order of their entries. */
    List<String> states() {
        RecordLayout layout = btf.record("conn_entry");
        Memory entry = layout.allocate();
        List<String> states = new ArrayList<>();
        for (int i = 1; i <= runtimeLayout.field("used").get(runtime.memory()); i++) {
            maps.map("conn_entries").lookup(i, entry);
            long state = layout.field("state").get(entry);
            btf.enumeration("conn_state").forEach((name, value) -> {
                if (value == state && state != 0 && !name.equals("CONN_STATES")) {
                    states.add(name.substring("CONN_".length()).toLowerCase(Locale.ROOT));
                }
            });
        }
        return states;
    }

    /** How many connections the index points to; nothing may be spilled where there is nothing. */
    int indexed() {
        RecordLayout layout = btf.record("conn_bucket");
        BpfMap index = maps.map("conn_index");
        Memory bucket = layout.allocate();
        int indexed = 0;
        long spilled = 0;
        for (int i = 0; i < index.info().maxEntries(); i++) {
            index.lookup(i, bucket);
            for (int slot = 0; slot < 7; slot++) {
                indexed += layout.field("slot[" + slot + "].whole").get(bucket) == 0 ? 0 : 1;
            }
            spilled += layout.field("spilled").get(bucket);
        }
        if (indexed == 0 && spilled != 0) {
            throw new AssertionError("an empty index counts " + spilled + " spilled connections");
        }
        return indexed;
    }

    @Override
    public void close() {
        runtime.close();
        maps.close();
        object.close();
    }
}
