package dev.weir.dataplane.kernel;

import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.Btf;
import dev.weir.model.Match;
import java.util.ArrayList;
import java.util.List;

/**
 * The maps {@code services} and {@code service_ranges}, which packets find their service in. Written by the director's
 * thread, read by any.
 */
final class ServicesTable {
    private final MatchMap services;
    private final MatchMap ranges;
    private final ServiceRecord records;

    /**
     * One key of a service, with its record.
     *
     * @param match what the key is, or is a part of
     * @param isPrimary whether the service is known by that
     * @param entry what the record says; nothing of the service's other matches
     */
    record Standing(MatchKey key, Match match, boolean isPrimary, ServiceEntry entry) {}

    ServicesTable(BpfMap services, BpfMap ranges, Btf btf, Numbers numbers) {
        this.services = MatchMap.ofServices(services, btf);
        this.ranges = MatchMap.ofRanges(ranges, btf);
        this.records = new ServiceRecord(btf, numbers);
    }

    /** How many keys of a kind there is room for. */
    int capacity(MatchKey.Kind kind) {
        return mapOf(kind).capacity();
    }

    /** Writes a record; a packet sees the one before or this, whole. */
    void put(Standing standing) {
        Memory record = records.write(standing.entry(), standing.match(), standing.isPrimary());
        mapOf(standing.key().kind()).put(standing.key(), record);
    }

    /** Packets are not found a service by this key any more. */
    void remove(MatchKey key) {
        mapOf(key.kind()).remove(key);
    }

    private MatchMap mapOf(MatchKey.Kind kind) {
        return switch (kind) {
            case ONE_PORT -> services;
            case PORTS -> ranges;
        };
    }

    List<Standing> readAll() {
        List<Standing> all = new ArrayList<>();
        services.forEach((key, values, base) -> all.add(read(key, values, base)));
        ranges.forEach((key, values, base) -> all.add(read(key, values, base)));
        return all;
    }

    private Standing read(MatchKey key, Memory values, long base) {
        int first = records.firstPort(values, base);
        Match match = new Match(key.protocol(), key.address(), first, records.lastPort(values, base));
        return new Standing(key, match, records.isPrimary(values, base), records.read(values, base));
    }
}
