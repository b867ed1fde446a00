package dev.weir.dataplane.kernel;

import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.Field;
import dev.weir.linux.bpf.RecordLayout;
import dev.weir.model.Endpoint;
import dev.weir.model.Protocol;
import dev.weir.model.ServiceKey;
import java.util.HashMap;
import java.util.Map;

/** The map {@code services}, which packets find their service in. Written by the director's thread, read by any. */
final class ServicesTable {
    private static final int BATCH = 1_024;

    private final BpfMap map;
    private final Numbers numbers;
    private final RecordLayout keyLayout;
    private final AddressField vip;
    private final Field port;
    private final Field protocol;
    private final RecordLayout layout;
    private final Field index;
    private final Field slotsBase;
    private final Field slots;
    private final Field kind;
    private final Field method;
    private final Field scheduler;

    ServicesTable(BpfMap map, Btf btf, Numbers numbers) {
        this.map = map;
        this.numbers = numbers;
        keyLayout = btf.record("service_key");
        vip = AddressField.of(keyLayout, "vip");
        port = keyLayout.field("port");
        protocol = keyLayout.field("protocol");
        layout = btf.record("service");
        index = layout.field("index");
        slotsBase = layout.field("slots_base");
        slots = layout.field("slots");
        kind = layout.field("kind");
        method = layout.field("method");
        scheduler = layout.field("scheduler");
    }

    /** Writes a service's record; a packet sees the one before or this, whole. */
    void put(ServiceKey service, ServiceEntry entry) {
        Memory record = layout.allocate();
        index.set(record, entry.index());
        slotsBase.set(record, entry.slotsBase());
        slots.set(record, entry.slots());
        kind.set(record, numbers.kindOf(entry.scheduler()));
        method.set(record, numbers.of(entry.method()));
        scheduler.set(record, Numbers.of(entry.scheduler()));
        map.update(key(service), record);
    }

    /** Packets to it pass to the kernel from now on. */
    void remove(ServiceKey service) {
        map.delete(key(service));
    }

    private Memory key(ServiceKey service) {
        Memory key = keyLayout.allocate();
        vip.set(key, service.vip().address());
        port.setNetworkOrder(key, service.vip().port());
        protocol.set(key, service.protocol().number());
        return key;
    }

    Map<ServiceKey, ServiceEntry> readAll() {
        Map<ServiceKey, ServiceEntry> all = new HashMap<>();
        map.forEachBatch(BATCH, (keys, values, count) -> {
            for (int i = 0; i < count; i++) {
                all.put(readKey(keys, i * keyLayout.size()), readEntry(values, i * layout.size()));
            }
        });
        return all;
    }

    private ServiceKey readKey(Memory keys, long base) {
        Endpoint endpoint = new Endpoint(vip.get(keys, base), (int) port.getNetworkOrder(keys, base));
        return new ServiceKey(endpoint, Protocol.ofNumber(protocol.get(keys, base)));
    }

    private ServiceEntry readEntry(Memory values, long base) {
        return new ServiceEntry(
                (int) index.get(values, base),
                (int) slotsBase.get(values, base),
                (int) slots.get(values, base),
                Numbers.scheduler(scheduler.get(values, base)),
                numbers.method(method.get(values, base)));
    }
}
