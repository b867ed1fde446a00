package dev.weir.dataplane.kernel;

import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.Field;
import dev.weir.linux.bpf.RecordLayout;
import dev.weir.model.Protocol;
import org.jspecify.annotations.Nullable;

/** One of the maps that packets find their service in: records by {@link MatchKey}s of one kind. */
final class MatchMap {
    private static final int BATCH = 1_024;

    private final MatchKey.Kind kind;
    private final BpfMap map;
    private final RecordLayout layout;
    private final AddressField vip;
    private final Field port;
    private final Field protocol;

    /** Of a trie: the bits of a key that count. */
    private final @Nullable Field prefix;

    private final int prefixWithoutPort;

    private MatchMap(MatchKey.Kind kind, BpfMap map, Btf btf, String key) {
        this.kind = kind;
        this.map = map;
        layout = btf.record(key);
        vip = AddressField.of(layout, "vip");
        port = layout.field("port");
        protocol = layout.field("protocol");
        prefix = kind == MatchKey.Kind.PORTS ? layout.field("prefix") : null;
        prefixWithoutPort = Math.toIntExact(btf.constant("RANGE_PREFIX"));
    }

    /** The map {@code services}. */
    static MatchMap ofServices(BpfMap map, Btf btf) {
        return new MatchMap(MatchKey.Kind.ONE_PORT, map, btf, "service_key");
    }

    /** The map {@code service_ranges}. */
    static MatchMap ofRanges(BpfMap map, Btf btf) {
        return new MatchMap(MatchKey.Kind.PORTS, map, btf, "range_key");
    }

    /** How many keys there is room for. */
    int capacity() {
        return map.info().maxEntries();
    }

    void put(MatchKey key, Memory record) {
        map.update(write(key), record);
    }

    void remove(MatchKey key) {
        map.delete(write(key));
    }

    private Memory write(MatchKey key) {
        Memory record = layout.allocate();
        vip.set(record, key.address());
        port.setNetworkOrder(record, key.ports().port());
        protocol.set(record, key.protocol().number());
        if (prefix != null) {
            prefix.set(record, prefixWithoutPort + key.ports().bits());
        }
        return record;
    }

    /** Takes a key and its record, which begins at a base in memory that is used again. */
    @FunctionalInterface
    interface Visitor {
        void visit(MatchKey key, Memory records, long base);
    }

    void forEach(Visitor visitor) {
        map.forEachBatch(BATCH, (keys, values, count) -> {
            for (int i = 0; i < count; i++) {
                visitor.visit(
                        read(keys, i * layout.size()), values, i * map.info().lookupSize());
            }
        });
    }

    private MatchKey read(Memory keys, long base) {
        int first = (int) port.getNetworkOrder(keys, base);
        PortPrefix ports = prefix == null
                ? PortPrefix.of(first)
                : new PortPrefix(first, (int) prefix.get(keys, base) - prefixWithoutPort);
        return new MatchKey(kind, Protocol.ofNumber(protocol.get(keys, base)), vip.get(keys, base), ports);
    }
}
