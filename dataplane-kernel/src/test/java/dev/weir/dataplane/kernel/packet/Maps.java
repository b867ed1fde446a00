package dev.weir.dataplane.kernel.packet;

import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.BpfObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The maps of a loaded object, each opened once. */
final class Maps implements AutoCloseable {
    private final BpfObject object;
    private final Map<String, BpfMap> opened = new ConcurrentHashMap<>();

    Maps(BpfObject object) {
        this.object = object;
    }

    BpfMap map(String name) {
        return opened.computeIfAbsent(name, object::map);
    }

    @Override
    public void close() {
        opened.values().forEach(BpfMap::close);
    }
}
