package dev.weir.dataplane.kernel;

import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.Btf;
import dev.weir.model.Endpoint;
import dev.weir.model.IpAddress;
import dev.weir.model.Match;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The map {@code addresses}: which addresses are VIPs, servers or the director's own, so that fragments to or from them
 * are known, and what is not for services that any address reaches. Counts who has each role. Owned by the director's
 * thread.
 */
final class AddressRoles {
    private static final int BATCH = 1_024;

    /** What an address is to the packet path. */
    enum Role {
        VIP("ADDRESS_VIP"),
        NAT_SERVER("ADDRESS_NAT_SERVER"),
        /** A server of a service that any address reaches. */
        SERVER("ADDRESS_SERVER"),
        OWN("ADDRESS_OWN");

        private final String constant;

        Role(String constant) {
            this.constant = constant;
        }
    }

    private final BpfMap map;
    private final AddressField address;
    private final Map<Role, Integer> flags = new EnumMap<>(Role.class);
    private final Map<IpAddress, Map<Role, Integer>> counts = new HashMap<>();
    private Set<IpAddress> own = Set.of();

    AddressRoles(BpfMap map, Btf btf) {
        this.map = map;
        address = AddressField.whole(btf.record("address"));
        for (Role role : Role.values()) {
            flags.put(role, Math.toIntExact(btf.constant(role.constant)));
        }
    }

    /** An address's being something to one service. */
    private record Casting(IpAddress address, Role role) {}

    /** One more service is there, with its servers. */
    void add(HeldService service) {
        castingsOf(service).forEach(casting -> change(casting, 1));
    }

    /** One less is. */
    void remove(HeldService service) {
        castingsOf(service).forEach(casting -> change(casting, -1));
    }

    /** Counts a service that stands in the maps. */
    void restore(HeldService service) {
        castingsOf(service).forEach(casting -> count(casting, 1));
    }

    private static List<Casting> castingsOf(HeldService service) {
        List<Match> matches = service.entry().matches(service.key());
        List<Casting> castings = new ArrayList<>();
        matches.stream()
                .map(Match::address)
                .filter(address -> !address.isUnspecified())
                .forEach(address -> castings.add(new Casting(address, Role.VIP)));
        for (Endpoint server : service.servers().keySet()) {
            if (service.entry().method().translates()) {
                castings.add(new Casting(server.address(), Role.NAT_SERVER));
            }
            if (matches.stream().anyMatch(Match::isAnyAddress)) {
                castings.add(new Casting(server.address(), Role.SERVER));
            }
        }
        return castings;
    }

    /** Makes these the director's own addresses, and no others. */
    void setOwn(Set<IpAddress> addresses) {
        Set<IpAddress> before = own;
        own = Set.copyOf(addresses);
        own.stream().filter(of -> !before.contains(of)).forEach(of -> change(new Casting(of, Role.OWN), 1));
        before.stream().filter(of -> !own.contains(of)).forEach(of -> change(new Casting(of, Role.OWN), -1));
    }

    private void change(Casting casting, int by) {
        int before = flagsOf(casting.address());
        count(casting, by);
        int after = flagsOf(casting.address());
        if (after != before) {
            write(casting.address(), after);
        }
    }

    private void count(Casting casting, int by) {
        Map<Role, Integer> count = counts.computeIfAbsent(casting.address(), _ -> new EnumMap<>(Role.class));
        count.merge(casting.role(), by, (now, more) -> now + more == 0 ? null : now + more);
        if (count.isEmpty()) {
            counts.remove(casting.address());
        }
    }

    private int flagsOf(IpAddress of) {
        return counts.getOrDefault(of, Map.of()).keySet().stream()
                .mapToInt(role -> flags.getOrDefault(role, 0))
                .sum();
    }

    private void write(IpAddress of, int roles) {
        Memory key = Memory.ofBytes(of.mappedBytes());
        if (roles == 0) {
            map.delete(key);
        } else {
            map.update(key, Memory.ofInt(roles));
        }
    }

    /** Takes over the director's own addresses, and writes what else was counted where the map has it otherwise. */
    void settle() {
        Map<IpAddress, Integer> standing = readAll();
        int ownFlag = flags.getOrDefault(Role.OWN, 0);
        own = standing.keySet().stream()
                .filter(of -> (standing.getOrDefault(of, 0) & ownFlag) != 0)
                .collect(Collectors.toUnmodifiableSet());
        own.forEach(of -> count(new Casting(of, Role.OWN), 1));
        Set<IpAddress> all = new HashSet<>(standing.keySet());
        all.addAll(counts.keySet());
        all.stream().filter(of -> flagsOf(of) != standing.getOrDefault(of, 0)).forEach(of -> write(of, flagsOf(of)));
    }

    private Map<IpAddress, Integer> readAll() {
        Map<IpAddress, Integer> all = new HashMap<>();
        map.forEachBatch(BATCH, (keys, values, count) -> {
            for (int i = 0; i < count; i++) {
                all.put(address.get(keys, (long) i * map.info().keySize()), values.getInt((long) i * Integer.BYTES));
            }
        });
        return all;
    }
}
