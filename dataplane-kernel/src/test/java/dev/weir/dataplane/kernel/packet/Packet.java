package dev.weir.dataplane.kernel.packet;

import dev.weir.model.Endpoint;
import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import dev.weir.model.MacAddress;
import java.nio.ByteBuffer;

/**
 * A frame as its fields; {@link #frame()} makes its bytes with all lengths and checksums computed anew, so that an
 * expected packet is written down as the one sent with a few fields changed.
 *
 * @param options IPv4 options or IPv6 extension headers (the latter with {@code firstHeader} before them)
 * @param firstHeader the IPv6 header's next header when {@code options} are extension headers
 * @param id of IPv4, or the flow label of IPv6
 * @param fragment IPv4's flags and fragment offset
 */
@SuppressWarnings("ArrayRecordComponent") // made once, read once, never compared
public record Packet(
        MacAddress to,
        MacAddress from,
        IpAddress source,
        IpAddress destination,
        int ttl,
        int trafficClass,
        int id,
        int fragment,
        int firstHeader,
        byte[] options,
        Transport transport) {
    static final int DONT_FRAGMENT = 0x4000;
    static final int DEFAULT_TTL = 64;
    static final int ETHERNET = 14;

    private static final byte[] NO_OPTIONS = {};

    public static Packet of(
            MacAddress to, MacAddress from, Endpoint source, Endpoint destination, Transport transport) {
        return new Packet(
                to,
                from,
                source.address(),
                destination.address(),
                DEFAULT_TTL,
                0,
                source.address().family() == Family.IPV4 ? 0x1234 : 0,
                source.address().family() == Family.IPV4 ? DONT_FRAGMENT : 0,
                0,
                NO_OPTIONS,
                transport.withPorts(source.port(), destination.port()));
    }

    Packet sentBy(MacAddress newFrom, MacAddress newTo) {
        return new Packet(
                newTo, newFrom, source, destination, ttl, trafficClass, id, fragment, firstHeader, options, transport);
    }

    Packet between(Endpoint newSource, Endpoint newDestination) {
        return new Packet(
                to,
                from,
                newSource.address(),
                newDestination.address(),
                ttl,
                trafficClass,
                id,
                fragment,
                firstHeader,
                options,
                transport.withPorts(newSource.port(), newDestination.port()));
    }

    Packet withTtl(int newTtl) {
        return new Packet(
                to, from, source, destination, newTtl, trafficClass, id, fragment, firstHeader, options, transport);
    }

    Packet withTrafficClass(int newClass) {
        return new Packet(to, from, source, destination, ttl, newClass, id, fragment, firstHeader, options, transport);
    }

    Packet withFragment(int newFragment) {
        return new Packet(
                to, from, source, destination, ttl, trafficClass, id, newFragment, firstHeader, options, transport);
    }

    Packet withId(int newId) {
        return new Packet(
                to, from, source, destination, ttl, trafficClass, newId, fragment, firstHeader, options, transport);
    }

    Packet withOptions(byte... newOptions) {
        return new Packet(
                to, from, source, destination, ttl, trafficClass, id, fragment, firstHeader, newOptions, transport);
    }

    Packet withExtensions(int first, byte... extensions) {
        return new Packet(to, from, source, destination, ttl, trafficClass, id, fragment, first, extensions, transport);
    }

    Packet with(Transport newTransport) {
        return new Packet(
                to, from, source, destination, ttl, trafficClass, id, fragment, firstHeader, options, newTransport);
    }

    boolean ipv6() {
        return source.family() == Family.IPV6;
    }

    /** The bytes on the wire, without padding. */
    public byte[] frame() {
        byte[] network = network();
        return ByteBuffer.allocate(ETHERNET + network.length)
                .put(to.bytes())
                .put(from.bytes())
                .putShort((short) (ipv6() ? 0x86dd : 0x0800))
                .put(network)
                .array();
    }

    /** The IP packet in the frame. */
    byte[] network() {
        byte[] payload = transport.bytes(source, destination);
        return ipv6() ? ipv6Packet(payload) : ipv4Packet(payload);
    }

    private byte[] ipv4Packet(byte[] payload) {
        int header = 20 + options.length;
        ByteBuffer ip = ByteBuffer.allocate(header + payload.length);
        ip.put((byte) (0x40 | header / 4)).put((byte) trafficClass).putShort((short) ip.capacity());
        ip.putShort((short) id).putShort((short) fragment);
        ip.put((byte) ttl).put((byte) transport.protocol(false)).putShort((short) 0);
        ip.put(source.bytes()).put(destination.bytes()).put(options);
        byte[] headerBytes = new byte[header];
        ip.get(0, headerBytes);
        ip.putShort(10, (short) new InternetChecksum().add(headerBytes).value());
        return ip.put(payload).array();
    }

    private byte[] ipv6Packet(byte[] payload) {
        ByteBuffer ip = ByteBuffer.allocate(40 + options.length + payload.length);
        ip.putInt((6 << 28) | (trafficClass << 20) | id);
        ip.putShort((short) (options.length + payload.length));
        ip.put((byte) (options.length == 0 ? transport.protocol(true) : firstHeader))
                .put((byte) ttl);
        ip.put(source.bytes()).put(destination.bytes()).put(options);
        return ip.put(payload).array();
    }
}
