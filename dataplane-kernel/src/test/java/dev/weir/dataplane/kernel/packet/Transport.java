package dev.weir.dataplane.kernel.packet;

import dev.weir.model.IpAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** What an IP packet carries, as fields; its bytes are made with the right checksum for the addresses around it. */
public sealed interface Transport {
    int FIN = 0x01;
    int SYN = 0x02;
    int RST = 0x04;
    int PSH = 0x08;
    int ACK = 0x10;

    int protocol(boolean ipv6);

    byte[] bytes(IpAddress source, IpAddress destination);

    /** The same with other ports; what has none stays as it is. */
    Transport withPorts(int sourcePort, int destinationPort);

    @SuppressWarnings("ArrayRecordComponent") // made once, read once, never compared
    record Tcp(int sourcePort, int destinationPort, int flags, byte[] payload) implements Transport {
        @Override
        public int protocol(boolean ipv6) {
            return 6;
        }

        @Override
        public byte[] bytes(IpAddress source, IpAddress destination) {
            return new Segment(sourcePort, destinationPort, 0x01020304, 0x05060708, flags, new byte[0], payload)
                    .bytes(source, destination);
        }

        @Override
        public Tcp withPorts(int newSource, int newDestination) {
            return new Tcp(newSource, newDestination, flags, payload);
        }
    }

    /** A TCP segment with all that a connection's ends agree on; its options are a multiple of 4 bytes, at most 40. */
    @SuppressWarnings("ArrayRecordComponent") // made once, read once, never compared
    record Segment(
            int sourcePort,
            int destinationPort,
            int sequence,
            int acknowledged,
            int flags,
            byte[] options,
            byte[] payload)
            implements Transport {
        private static final int HEADER = 20;
        private static final int CHECKSUM_AT = 16;

        /** One without options. */
        static Segment of(int sequence, int acknowledged, int flags, String text) {
            return new Segment(0, 0, sequence, acknowledged, flags, new byte[0], text.getBytes(StandardCharsets.UTF_8));
        }

        Segment withOptions(byte... newOptions) {
            return new Segment(sourcePort, destinationPort, sequence, acknowledged, flags, newOptions, payload);
        }

        @Override
        public int protocol(boolean ipv6) {
            return 6;
        }

        @Override
        public byte[] bytes(IpAddress source, IpAddress destination) {
            ByteBuffer tcp = ByteBuffer.allocate(HEADER + options.length + payload.length);
            tcp.putShort((short) sourcePort).putShort((short) destinationPort);
            tcp.putInt(sequence).putInt(acknowledged);
            tcp.put((byte) ((HEADER + options.length) / 4 * 16)).put((byte) flags);
            tcp.putShort((short) 0xfaf0).putInt(0).put(options).put(payload);
            tcp.putShort(CHECKSUM_AT, (short) pseudoChecksum(source, destination, 6, tcp.array()));
            return tcp.array();
        }

        @Override
        public Segment withPorts(int newSource, int newDestination) {
            return new Segment(newSource, newDestination, sequence, acknowledged, flags, options, payload);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // made once, read once, never compared
    record Udp(int sourcePort, int destinationPort, boolean checksummed, byte[] payload) implements Transport {
        @Override
        public int protocol(boolean ipv6) {
            return 17;
        }

        @Override
        public byte[] bytes(IpAddress source, IpAddress destination) {
            ByteBuffer udp = ByteBuffer.allocate(8 + payload.length);
            udp.putShort((short) sourcePort).putShort((short) destinationPort);
            udp.putShort((short) udp.capacity()).putShort((short) 0).put(payload);
            if (checksummed) {
                int checksum = pseudoChecksum(source, destination, 17, udp.array());
                udp.putShort(6, (short) (checksum == 0 ? 0xffff : checksum));
            }
            return udp.array();
        }

        @Override
        public Udp withPorts(int newSource, int newDestination) {
            return new Udp(newSource, newDestination, checksummed, payload);
        }
    }

    /** A packet of an SCTP association (RFC 9260, section 3), of one chunk. */
    @SuppressWarnings("ArrayRecordComponent") // made once, read once, never compared
    record Sctp(int sourcePort, int destinationPort, int chunk, byte[] value) implements Transport {
        private static final int CHECKSUM_AT = 8;

        @Override
        public int protocol(boolean ipv6) {
            return 132;
        }

        @Override
        public byte[] bytes(IpAddress source, IpAddress destination) {
            ByteBuffer sctp = ByteBuffer.allocate(16 + (value.length + 3) / 4 * 4);
            sctp.putShort((short) sourcePort).putShort((short) destinationPort);
            sctp.putInt(0x0a0b0c0d).putInt(0);
            sctp.put((byte) chunk).put((byte) 0).putShort((short) (4 + value.length));
            sctp.put(value);
            CRC32C checksum = new CRC32C();
            checksum.update(sctp.array());
            sctp.order(ByteOrder.LITTLE_ENDIAN).putInt(CHECKSUM_AT, (int) checksum.getValue());
            return sctp.array();
        }

        @Override
        public Sctp withPorts(int newSource, int newDestination) {
            return new Sctp(newSource, newDestination, chunk, value);
        }
    }

    /** An ICMP or ICMPv6 message. */
    @SuppressWarnings("ArrayRecordComponent") // made once, read once, never compared
    record Icmp(int type, int code, int rest, byte[] body) implements Transport {
        @Override
        public int protocol(boolean ipv6) {
            return ipv6 ? 58 : 1;
        }

        @Override
        public byte[] bytes(IpAddress source, IpAddress destination) {
            ByteBuffer icmp = ByteBuffer.allocate(8 + body.length);
            icmp.put((byte) type)
                    .put((byte) code)
                    .putShort((short) 0)
                    .putInt(rest)
                    .put(body);
            int checksum = source.bytes().length == 16
                    ? pseudoChecksum(source, destination, 58, icmp.array())
                    : new InternetChecksum().add(icmp.array()).value();
            icmp.putShort(2, (short) checksum);
            return icmp.array();
        }

        @Override
        public Icmp withPorts(int sourcePort, int destinationPort) {
            return this;
        }
    }

    /** Bytes of some protocol, such as a tunnelled packet. */
    @SuppressWarnings("ArrayRecordComponent") // made once, read once, never compared
    record Raw(int number, byte[] body) implements Transport {
        @Override
        public int protocol(boolean ipv6) {
            return number;
        }

        @Override
        public byte[] bytes(IpAddress source, IpAddress destination) {
            return body.clone();
        }

        @Override
        public Raw withPorts(int sourcePort, int destinationPort) {
            return this;
        }
    }

    private static int pseudoChecksum(IpAddress source, IpAddress destination, int protocol, byte[] data) {
        return new InternetChecksum()
                .add(source.bytes())
                .add(destination.bytes())
                .add(protocol)
                .add(data.length)
                .add(data)
                .value();
    }
}
