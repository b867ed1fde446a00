package dev.weir.dataplane.kernel;

import dev.weir.linux.Mapping;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.Field;
import dev.weir.linux.bpf.RecordLayout;
import dev.weir.model.Encapsulation;
import dev.weir.model.Endpoint;
import dev.weir.model.Family;
import dev.weir.model.MacAddress;
import dev.weir.model.NextHop;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/**
 * The map {@code servers}: what forwarding to each server needs, by its place. Written by the director's thread,
 * read by any.
 *
 * <p>Packets read a record while it is written. So the flag that lets them use it is set last and cleared first, and a
 * place's generation moves on whenever another server comes to it: connections recorded under an earlier one are void.
 */
final class ServersTable implements AutoCloseable {
    private static final long LAST_GENERATION = 0xffff;

    /** The largest IP packet, but for jumbograms, which are not forwarded. */
    private static final int LARGEST_MTU = 0xffff;

    private final Mapping mapping;
    private final Memory memory;
    private final long stride;
    private final int capacity;

    private final long present;
    private final long reachable;
    private final long ipv6;
    private final long counted;
    private final long holds;
    private final long timed;

    private final AddressField address;
    private final AddressField local;
    private final Field mac;
    private final Field localMac;
    private final Field ifindex;
    private final Field service;
    private final Field generation;
    private final Field port;
    private final Field method;
    private final Field flags;
    private final Field mtu;
    private final EnumNumbers<Encapsulation.Kind> kinds;
    private final Field encapsulation;
    private final Field tunnelPort;

    ServersTable(BpfMap map, Btf btf) {
        mapping = map.map(Mapping.Access.READ_WRITE);
        memory = mapping.memory();
        stride = map.mappedStride();
        capacity = map.info().maxEntries() - 1;
        present = btf.constant("SERVER_PRESENT");
        reachable = btf.constant("SERVER_REACHABLE");
        ipv6 = btf.constant("SERVER_IPV6");
        counted = btf.constant("SERVER_COUNTED");
        holds = btf.constant("SERVER_HOLDS");
        timed = btf.constant("SERVER_TIMED");
        RecordLayout layout = btf.record("server");
        address = AddressField.of(layout, "address");
        local = AddressField.of(layout, "local");
        mac = layout.field("mac");
        localMac = layout.field("local_mac");
        ifindex = layout.field("ifindex");
        service = layout.field("service");
        generation = layout.field("generation");
        port = layout.field("port");
        method = layout.field("method");
        flags = layout.field("flags");
        mtu = layout.field("mtu");
        kinds = new EnumNumbers<>(btf, Encapsulation.Kind.class, "ENCAPSULATION_");
        encapsulation = layout.field("encapsulation");
        tunnelPort = layout.field("tunnel_port");
    }

    /** Places are those from 1 to this. */
    int capacity() {
        return capacity;
    }

    /** Writes a server to a free place; the way to it is not known yet. */
    void put(int place, int serviceIndex, long methodNumber, Endpoint server) {
        Memory record = record(place);
        flags.set(record, 0);
        VarHandle.releaseFence();
        advanceGeneration(record);
        address.set(record, server.address());
        port.setNetworkOrder(record, server.port());
        service.set(record, serviceIndex);
        method.set(record, methodNumber);
        VarHandle.releaseFence();
        flags.set(record, present | counted | familyFlag(server));
    }

    /** Makes the server that a place waits for present again, with its connections; the way to it is not known. */
    void putBack(int place) {
        flags.set(record(place), present | counted | familyFlag(endpoint(place)));
    }

    private long familyFlag(Endpoint server) {
        return server.address().family() == Family.IPV6 ? ipv6 : 0;
    }

    /** Has the time that a server's handshakes take measured, or not. */
    void setTimed(int place, boolean isTimed) {
        Memory record = record(place);
        long others = flags.get(record) & ~timed;
        long wanted = isTimed ? others | timed : others;
        if (wanted != flags.get(record)) {
            flags.set(record, wanted);
        }
    }

    /** Has a tunnel to the server carry other headers. */
    void setEncapsulation(int place, Encapsulation wanted) {
        Memory record = record(place);
        tunnelPort.setNetworkOrder(record, wanted.port());
        VarHandle.releaseFence();
        encapsulation.set(record, kinds.of(wanted.kind()));
    }

    /** Makes the way to a server known, or another. */
    void reach(int place, NextHop way) {
        Memory record = record(place);
        long withoutWay = flags.get(record) & ~reachable;
        flags.set(record, withoutWay);
        VarHandle.fullFence();
        local.set(record, way.localAddress());
        mac.setBytes(record, way.neighbourMac().bytes());
        localMac.setBytes(record, way.interfaceMac().bytes());
        ifindex.set(record, way.interfaceIndex());
        mtu.set(record, Math.min(way.mtu(), LARGEST_MTU));
        VarHandle.releaseFence();
        flags.set(record, withoutWay | reachable);
    }

    /** Takes a server away: its connections are void from now on. What it counted is still its service's. */
    void remove(int place) {
        flags.set(record(place), counted);
    }

    /** Takes a server away whose connections wait for its return. */
    void hold(int place) {
        flags.set(record(place), counted | holds);
    }

    /** What the place has counted is nobody's any more. */
    void forget(int place) {
        flags.set(record(place), 0);
    }

    private void advanceGeneration(Memory record) {
        long next = generation.get(record) + 1;
        generation.set(record, next > LAST_GENERATION ? 1 : next);
    }

    private Memory record(int place) {
        return memory.slice(stride * place, stride);
    }

    private boolean has(int place, long flag) {
        return (flags.get(memory, stride * place) & flag) != 0;
    }

    boolean isPresent(int place) {
        return has(place, present);
    }

    /** Whether the way to the place's server is known. */
    boolean isReachable(int place) {
        return has(place, reachable);
    }

    /** Whether the place's counters are part of its service's, be its server there or not. */
    boolean isCounted(int place) {
        return has(place, counted);
    }

    /** Whether connections wait there for the return of the server that left. */
    boolean holds(int place) {
        return has(place, holds);
    }

    /** Counts from 1 the servers that came to this place; 0 if none ever did. */
    int generation(int place) {
        return (int) generation.get(memory, stride * place);
    }

    /** The place in {@code service_state} of the service that the server is of, or was. */
    int service(int place) {
        return (int) service.get(memory, stride * place);
    }

    Endpoint endpoint(int place) {
        long base = stride * place;
        return new Endpoint(address.get(memory, base), (int) port.getNetworkOrder(memory, base));
    }

    Optional<NextHop> way(int place) {
        long base = stride * place;
        if (!isReachable(place)) {
            return Optional.empty();
        }
        return Optional.of(new NextHop(
                (int) ifindex.get(memory, base),
                MacAddress.ofBytes(localMac.getBytes(memory, base)),
                MacAddress.ofBytes(mac.getBytes(memory, base)),
                local.get(memory, base),
                (int) mtu.get(memory, base)));
    }

    @Override
    public void close() {
        mapping.close();
    }
}
