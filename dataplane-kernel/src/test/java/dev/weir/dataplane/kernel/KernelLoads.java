package dev.weir.dataplane.kernel;

import dev.weir.linux.Mapping;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.BpfObject;
import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.RecordLayout;
import dev.weir.model.IpAddress;
import dev.weir.model.RealServer;
import dev.weir.model.VirtualService;
import dev.weir.scheduling.choice.Load;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the packet path knows of servers when it chooses, read and written behind a plane's back. Servers are told apart by
 * their addresses, so each is in one service only.
 */
final class KernelLoads implements AutoCloseable {
    private static final long NO_LIMIT = 0xffff_ffffL;
    private static final long TICK_MILLIS = 10;

    private final BpfMap servers;
    private final BpfMap loads;
    private final BpfMap runtime;
    private final Mapping loadMapping;
    private final Mapping runtimeMapping;
    private final RecordLayout serverLayout;
    private final RecordLayout layout;
    private final RecordLayout runtimeLayout;
    private final Map<IpAddress, Integer> places = new HashMap<>();

    KernelLoads(TestStage stage) {
        servers = BpfMap.openPinned(stage.pins().map(MapName.SERVERS));
        loads = BpfMap.openPinned(stage.pins().map(MapName.SERVER_LOADS));
        runtime = BpfMap.openPinned(stage.pins().map(MapName.RUNTIME));
        loadMapping = loads.map(Mapping.Access.READ_WRITE);
        runtimeMapping = runtime.map(Mapping.Access.READ_WRITE);
        try (BpfObject object = BpfObject.open("director", Installation.readObject())) {
            Btf btf = object.btf();
            serverLayout = btf.record("server");
            layout = btf.record("server_load");
            runtimeLayout = btf.record("runtime");
        }
    }

    /** Finds out where the servers stand; to be called when they have come. */
    void look() {
        Memory record = serverLayout.allocate();
        for (int place = 1; place < servers.info().maxEntries(); place++) {
            servers.lookup(place, record);
            places.put(
                    IpAddress.ofBytes(
                            record.getBytes(serverLayout.field("address").offset(), 16)),
                    place);
        }
    }

    List<Load> of(VirtualService service) {
        return service.servers().stream().map(this::of).toList();
    }

    private Load of(RealServer server) {
        long base = base(server);
        return new Load(
                (int) get(base, "weight"),
                (int) get(base, "pull"),
                get(base, "active"),
                get(base, "inactive"),
                get(base, "full") != 0,
                get(base, "latency"),
                Duration.ofMillis((now() - get(base, "timed")) * TICK_MILLIS));
    }

    /** Sets all but weights and pulls. */
    void set(VirtualService service, List<Load> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            long base = base(service.servers().get(i));
            Load load = wanted.get(i);
            set(base, "active", load.active());
            set(base, "inactive", load.inactive());
            set(base, "full", load.full() ? 1 : 0);
            set(base, "lower", load.full() ? 0 : NO_LIMIT);
            set(base, "latency", load.latencyMicros());
            set(base, "timed", now() - load.unmeasured().toMillis() / TICK_MILLIS);
        }
    }

    private long now() {
        return runtimeLayout.field("now").get(runtimeMapping.memory());
    }

    private long base(RealServer server) {
        int place = Objects.requireNonNull(places.get(server.endpoint().address()));
        return loads.mappedStride() * place;
    }

    private long get(long base, String field) {
        return layout.field(field).get(loadMapping.memory(), base);
    }

    private void set(long base, String field, long value) {
        layout.field(field).set(loadMapping.memory(), base, value);
    }

    @Override
    public void close() {
        loadMapping.close();
        runtimeMapping.close();
        servers.close();
        loads.close();
        runtime.close();
    }
}
