package dev.weir.dataplane.kernel;

import dev.weir.linux.Memory;
import dev.weir.linux.bpf.Field;
import dev.weir.linux.bpf.RecordLayout;
import dev.weir.model.Family;
import dev.weir.model.IpAddress;

/** A {@code struct address} in a record: an address of either family, IPv4 in its mapped form. */
final class AddressField {
    private static final long MAPPED_PREFIX = 0x0000_ffff_0000_0000L;
    private static final long UPPER_32_BITS = 0xffff_ffff_0000_0000L;

    private final Field high;
    private final Field low;

    private AddressField(RecordLayout layout, String prefix) {
        high = layout.field(prefix + "half[0]");
        low = layout.field(prefix + "half[1]");
    }

    /** A field of a record. */
    static AddressField of(RecordLayout layout, String field) {
        return new AddressField(layout, field + ".");
    }

    /** A {@code struct address} that is the whole record. */
    static AddressField whole(RecordLayout address) {
        return new AddressField(address, "");
    }

    /** The address in the record that begins at {@code base}, in bytes. */
    IpAddress get(Memory memory, long base) {
        long upper = high.getNetworkOrder(memory, base);
        long lower = low.getNetworkOrder(memory, base);
        boolean isMapped = upper == 0 && (lower & UPPER_32_BITS) == MAPPED_PREFIX;
        return isMapped ? IpAddress.ofIpv4((int) lower) : new IpAddress(Family.IPV6, upper, lower);
    }

    void set(Memory record, IpAddress address) {
        high.setNetworkOrder(record, address.high());
        low.setNetworkOrder(record, address.low());
    }
}
