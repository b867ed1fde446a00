package dev.weir.dataplane.kernel;

import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.Field;
import dev.weir.linux.bpf.RecordLayout;
import dev.weir.model.MacAddress;

/**
 * The map {@code interfaces}: the addresses that replies to clients are sent from. Written by the director's thread.
 */
final class InterfacesTable {
    private final BpfMap map;
    private final RecordLayout layout;
    private final Field ifindex;
    private final Field mac;
    private final Field mtu;

    InterfacesTable(BpfMap map, Btf btf) {
        this.map = map;
        layout = btf.record("interface");
        ifindex = layout.field("ifindex");
        mac = layout.field("mac");
        mtu = layout.field("mtu");
    }

    void put(int interfaceIndex, MacAddress address, int largestPacket) {
        Memory record = layout.allocate();
        ifindex.set(record, interfaceIndex);
        mac.setBytes(record, address.bytes());
        mtu.set(record, largestPacket);
        map.update(place(interfaceIndex), record);
    }

    private int place(int interfaceIndex) {
        return interfaceIndex % map.info().maxEntries();
    }
}
