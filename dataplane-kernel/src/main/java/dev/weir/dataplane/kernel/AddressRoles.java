package dev.weir.dataplane.kernel;

import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.Btf;
import dev.weir.model.IpAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The map {@code addresses}: which addresses are VIPs or servers in NAT, so that fragments to or from them are known.
 * Counts the services and servers of each. Owned by the director's thread.
 */
final class AddressRoles {
    private static final int BATCH = 1_024;

    /** What an address is to the packet path. */
    enum Role {
        VIP,
        NAT_SERVER
    }

    private final BpfMap map;
    private final AddressField address;
    private final int vipFlag;
    private final int natServerFlag;
    private final Map<IpAddress, Count> counts = new HashMap<>();

    private static final class Count {
        int vips;
        int natServers;
    }

    AddressRoles(BpfMap map, Btf btf) {
        this.map = map;
        address = AddressField.whole(btf.record("address"));
        vipFlag = (int) btf.constant("ADDRESS_VIP");
        natServerFlag = (int) btf.constant("ADDRESS_NAT_SERVER");
    }

    /** One more service or server has the address. */
    void add(IpAddress of, Role role) {
        change(of, role, 1);
    }

    /** One less has. */
    void remove(IpAddress of, Role role) {
        change(of, role, -1);
    }

    private void change(IpAddress of, Role role, int by) {
        Count count = counts.computeIfAbsent(of, _ -> new Count());
        int before = flags(count);
        switch (role) {
            case VIP -> count.vips += by;
            case NAT_SERVER -> count.natServers += by;
        }
        if (flags(count) != before) {
            write(of, flags(count));
        }
        if (flags(count) == 0) {
            counts.remove(of);
        }
    }

    private int flags(Count count) {
        return (count.vips > 0 ? vipFlag : 0) | (count.natServers > 0 ? natServerFlag : 0);
    }

    private void write(IpAddress of, int flags) {
        Memory key = Memory.ofBytes(of.mappedBytes());
        if (flags == 0) {
            map.delete(key);
        } else {
            map.update(key, Memory.ofInt(flags));
        }
    }

    /** Removes what the map still has of addresses that nobody has any more. */
    void prune() {
        Set<IpAddress> stale = new HashSet<>();
        map.forEachBatch(BATCH, (keys, values, count) -> {
            for (int i = 0; i < count; i++) {
                stale.add(address.get(keys, (long) i * map.info().keySize()));
            }
        });
        stale.removeAll(counts.keySet());
        stale.forEach(of -> write(of, 0));
    }
}
