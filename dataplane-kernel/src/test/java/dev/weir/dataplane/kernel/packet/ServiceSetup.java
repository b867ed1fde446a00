package dev.weir.dataplane.kernel.packet;

import dev.weir.linux.Memory;
import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.RecordLayout;
import dev.weir.model.Endpoint;
import dev.weir.model.IpAddress;
import dev.weir.model.Match;
import dev.weir.model.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A service as a test wants it in the packet path's maps; what is not set is off. */
final class ServiceSetup {
    private final String kind;
    private final List<PacketPath.Server> slots;
    private final List<PacketPath.Server> lastResorts = new ArrayList<>();
    private final List<Match> matches = new ArrayList<>();
    private final Map<String, Long> fields = new LinkedHashMap<>();
    private final List<String> flags = new ArrayList<>();

    private ServiceSetup(String kind, List<PacketPath.Server> slots) {
        this.kind = kind;
        this.slots = slots;
    }

    /** One that picks from such slots, by a kind of scheduler. */
    static ServiceSetup of(String kind, PacketPath.Server... slots) {
        return new ServiceSetup(kind, List.of(slots));
    }

    static ServiceSetup of(Stage stage, String kind, PacketPath.Server... slots) {
        return of(kind, slots).at(stage.protocol(), stage.vip());
    }

    /** Reached by this too; port 0 is any. */
    ServiceSetup at(Protocol protocol, Endpoint vip) {
        return at(protocol, vip.address(), vip.port(), vip.port());
    }

    ServiceSetup at(Protocol protocol, IpAddress vip, int firstPort, int lastPort) {
        matches.add(new Match(protocol, vip, firstPort, lastPort));
        return this;
    }

    /** Sets a field of its record. */
    ServiceSetup with(String field, long value) {
        fields.put(field, value);
        return this;
    }

    ServiceSetup flag(String flag) {
        flags.add("SERVICE_" + flag);
        return this;
    }

    ServiceSetup persistent(int seconds) {
        return persistent(seconds, 32, 128);
    }

    ServiceSetup persistent(int seconds, int ipv4Prefix, int ipv6Prefix) {
        return with("persistence", seconds * 100L)
                .with("ipv4_prefix", ipv4Prefix)
                .with("ipv6_prefix", ipv6Prefix);
    }

    ServiceSetup overflow(PacketPath.Server server) {
        lastResorts.add(server);
        return with("overflow", server.place());
    }

    ServiceSetup sorry(PacketPath.Server server) {
        lastResorts.add(server);
        return with("sorry", server.place());
    }

    List<PacketPath.Server> slots() {
        return slots;
    }

    List<PacketPath.Server> lastResorts() {
        return lastResorts;
    }

    List<Match> matches() {
        return matches;
    }

    long field(String name) {
        return fields.getOrDefault(name, 0L);
    }

    boolean limitsClients() {
        return field("client_limit") != 0 || field("client_rate") != 0;
    }

    /** The features that it asks for. */
    long features(Btf btf) {
        long features = flags.contains("SERVICE_ONE_PACKET") ? btf.constant("FEATURE_ONE_PACKET") : 0;
        features |= flags.contains("SERVICE_FTP") ? btf.constant("FEATURE_FTP") : 0;
        for (Match match : matches) {
            features |= match.isOnePort() ? 0 : btf.constant("FEATURE_RANGES");
            features |= match.isAnyAddress() ? btf.constant("FEATURE_ANY_ADDRESS") : 0;
        }
        return features;
    }

    Memory record(Btf btf, int index, int slotsBase) {
        RecordLayout layout = btf.record("service");
        Memory record = layout.allocate();
        layout.field("index").set(record, index);
        layout.field("slots_base").set(record, slotsBase);
        layout.field("slots").set(record, slots.size());
        layout.field("kind").set(record, btf.constant(kind));
        layout.field("flags")
                .set(record, flags.stream().mapToLong(btf::constant).sum());
        fields.forEach((name, value) -> layout.field(name).set(record, value));
        return record;
    }
}
