package dev.weir.linux.netlink;

import dev.weir.model.IpAddress;
import dev.weir.model.MacAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a namespace knows of a host on one of its links.
 *
 * @param interfaceIndex the link
 * @param mac its Ethernet address, where one is known
 */
public record Neighbour(int interfaceIndex, IpAddress address, Optional<MacAddress> mac, State state) {
    /** How well the address is known, as RFC 4861 calls it. */
    public enum State {
        NONE(0),
        INCOMPLETE(1),
        REACHABLE(2),
        STALE(4),
        DELAY(8),
        PROBE(0x10),
        FAILED(0x20),
        NOARP(0x40),
        PERMANENT(0x80);

        private final int number;

        State(int number) {
            this.number = number;
        }

        static State of(int number) {
            for (State state : values()) {
                if (state.number == number) {
                    return state;
                }
            }
            return NONE;
        }

        int number() {
            return number;
        }

        /** Whether frames may be sent to the address that is known. */
        public boolean isUsable() {
            return switch (this) {
                case REACHABLE, STALE, DELAY, PROBE, NOARP, PERMANENT -> true;
                case NONE, INCOMPLETE, FAILED -> false;
            };
        }
    }

    /** {@code struct ndmsg}: u8 family, u8 pad, u16 pad, s32 index, u16 state, u8 flags, u8 type. */
    static final int HEADER_LENGTH = 12;

    static final int NDA_DST = 1;
    static final int NDA_LLADDR = 2;
    static final int NDA_FLAGS_EXT = 15;

    /** Empty for an entry that is not IP's, such as one of a bridge. */
    static Optional<Neighbour> decode(NetlinkMessage message) {
        ByteBuffer header = message.header(HEADER_LENGTH);
        if (AddressFamily.of(Byte.toUnsignedInt(header.get(0))).isEmpty()) {
            return Optional.empty();
        }
        int index = header.getInt(4);
        State state = State.of(Short.toUnsignedInt(header.getShort(8)));
        Attributes attributes = message.attributes(HEADER_LENGTH);
        return attributes
                .address(NDA_DST)
                .map(address -> new Neighbour(index, address, attributes.mac(NDA_LLADDR), state));
    }

    /** The address to send frames to; empty if there is none that may be used. */
    public Optional<MacAddress> usableMac() {
        return state.isUsable() ? mac : Optional.empty();
    }
}
