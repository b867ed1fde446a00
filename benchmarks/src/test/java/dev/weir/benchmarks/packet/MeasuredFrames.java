package dev.weir.benchmarks.packet;

import dev.weir.model.Family;
import java.nio.ByteBuffer;

/** Reads back a frame that is about to be measured. */
final class MeasuredFrames {
    private static final int ETHERNET = 14;
    private static final int PROTOCOL_TCP = 6;

    private MeasuredFrames() {}

    /** Whether the checksums of a TCP frame hold: over what is right, the checksum is 0. */
    static boolean checksumsHold(Family family, byte[] bytes) {
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        return switch (family) {
            case IPV4 -> Checksum.of(frame, ETHERNET, ETHERNET + 20, 0) == 0 && tcpHolds(frame, ETHERNET + 12, 20);
            case IPV6 -> tcpHolds(frame, ETHERNET + 8, 40);
        };
    }

    private static boolean tcpHolds(ByteBuffer frame, int addresses, int networkHeader) {
        int segment = ETHERNET + networkHeader;
        int pseudoHeader = PROTOCOL_TCP + frame.capacity() - segment;
        return Checksum.of(frame, addresses, frame.capacity(), pseudoHeader) == 0;
    }
}
