package dev.weir.dataplane.kernel.packet;

import dev.weir.linux.Memory;
import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.Field;
import dev.weir.linux.bpf.RecordLayout;
import dev.weir.model.IpAddress;
import dev.weir.model.Match;

/** The packet path's maps of services, as a test fills and reads them. */
final class ServiceMaps {
    private static final int PORT_BITS = 16;

    private final Maps maps;
    private final Btf btf;
    private int slotsUsed;
    private int servicesAdded;

    ServiceMaps(Maps maps, Btf btf) {
        this.maps = maps;
        this.btf = btf;
    }

    /** Takes a place for a service. */
    int place() {
        return servicesAdded++;
    }

    void put(int index, ServiceSetup setup) {
        int base = slotsUsed;
        for (PacketPath.Server server : setup.slots()) {
            maps.map("scheduler_slots").update(slotsUsed++, Memory.ofInt(server.place()));
            setServiceOf(server, index);
        }
        setup.lastResorts().forEach(server -> setServiceOf(server, index));
        setState(index, "persistence", setup.field("persistence"));
        setState(index, "counts_clients", setup.limitsClients() ? 1 : 0);
        Memory record = setup.record(btf, index, base);
        for (Match match : setup.matches()) {
            putMatch(match, record);
        }
    }

    private void putMatch(Match match, Memory record) {
        if (match.isOnePort()) {
            maps.map("services").update(exactKey(match), record);
        } else if (match.isAnyPort()) {
            maps.map("service_ranges").update(rangeKey(match, 0, 0), record);
        } else {
            for (int port = match.firstPort(); port <= match.lastPort(); ) {
                int ports = portsFrom(port, match.lastPort());
                int bits = PORT_BITS - Integer.numberOfTrailingZeros(ports);
                maps.map("service_ranges").update(rangeKey(match, port, bits), record);
                port += ports;
            }
        }
    }

    /** The most ports from this one on that one prefix names, none of them beyond the last. */
    private static int portsFrom(int port, int last) {
        int ports = 1;
        while (port % (2 * ports) == 0 && port + 2 * ports - 1 <= last) {
            ports *= 2;
        }
        return ports;
    }

    private Memory exactKey(Match match) {
        RecordLayout layout = btf.record("service_key");
        Memory key = layout.allocate();
        layout.field("vip").setBytes(key, match.address().mappedBytes());
        layout.field("port").setNetworkOrder(key, match.firstPort());
        layout.field("protocol").set(key, match.protocol().number());
        return key;
    }

    private Memory rangeKey(Match match, int port, int bits) {
        RecordLayout layout = btf.record("range_key");
        Memory key = layout.allocate();
        layout.field("prefix").set(key, btf.constant("RANGE_PREFIX") + bits);
        layout.field("vip").setBytes(key, match.address().mappedBytes());
        layout.field("port").setNetworkOrder(key, port);
        layout.field("protocol").set(key, match.protocol().number());
        return key;
    }

    private void setServiceOf(PacketPath.Server server, int index) {
        RecordLayout layout = btf.record("server");
        Memory record = layout.allocate();
        maps.map("servers").lookup(server.place(), record);
        layout.field("service").set(record, index);
        maps.map("servers").update(server.place(), record);
    }

    private void setState(int index, String field, long value) {
        RecordLayout layout = btf.record("service_state");
        Memory state = layout.allocate();
        maps.map("service_state").lookup(index, state);
        layout.field(field).set(state, value);
        maps.map("service_state").update(index, state);
    }

    long state(int index, String field) {
        RecordLayout layout = btf.record("service_state");
        Memory state = layout.allocate();
        maps.map("service_state").lookup(index, state);
        return layout.field(field).get(state);
    }

    /** How many connections are counted of a client; -1 if it is not known. */
    long connectionsOf(IpAddress client, int index) {
        RecordLayout layout = btf.record("party");
        Memory key = layout.allocate();
        layout.field("address").setBytes(key, client.mappedBytes());
        layout.field("service").set(key, index);
        RecordLayout counts = btf.record("client_count");
        Memory count = counts.allocate();
        Field connections = counts.field("connections");
        return maps.map("clients").lookup(key, count) ? connections.get(count) : -1;
    }
}
