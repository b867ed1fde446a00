package dev.weir.dataplane.kernel.packet;

/** The Internet checksum computed over whole data (RFC 1071), never by differences as the packet path does. */
final class InternetChecksum {
    private long sum;

    InternetChecksum add(byte... data) {
        for (int i = 0; i < data.length; i += 2) {
            int low = i + 1 < data.length ? data[i + 1] & 0xff : 0;
            sum += ((data[i] & 0xff) << 8) | low;
        }
        return this;
    }

    InternetChecksum add(int word) {
        sum += word;
        return this;
    }

    int value() {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (int) ~folded & 0xffff;
    }
}
