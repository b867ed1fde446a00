package dev.weir.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.linux.netlink.NetworkChange.AddressChanged;
import dev.weir.linux.netlink.NetworkChange.LinkChanged;
import dev.weir.linux.netlink.NetworkChange.NeighbourChanged;
import dev.weir.linux.netlink.NetworkChange.RouteChanged;
import dev.weir.model.IpAddress;
import dev.weir.model.MacAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Messages as bytes, without a kernel: written, read, cut short and damaged. */
class NetlinkCodecTest {
    private static final IpAddress ADDRESS = IpAddress.parse("192.0.2.1");
    private static final MacAddress MAC = new MacAddress(0x0200_0000_0001L);

    private static MessageWriter linkMessage() {
        return new MessageWriter(Links.RTM_NEWLINK, 0)
                .u8(0)
                .u8(0)
                .u16(1)
                .u32(7)
                .u32(Link.IFF_UP | Link.IFF_LOWER_UP)
                .u32(0)
                .attribute(Link.IFLA_IFNAME, "eth0")
                .attribute(Link.IFLA_ADDRESS, MAC.bytes())
                .attribute(Link.IFLA_MTU, 1500)
                .nest(Link.IFLA_LINKINFO, info -> info.attribute(Link.IFLA_INFO_KIND, "veth"));
    }

    private static MessageWriter addressMessage() {
        return new MessageWriter(Addresses.RTM_NEWADDR, 0)
                .u8(2)
                .u8(24)
                .u16(0)
                .u32(7)
                .attribute(InterfaceAddress.IFA_LOCAL, ADDRESS.bytes())
                .attribute(InterfaceAddress.IFA_FLAGS, 0x40);
    }

    private static MessageWriter routeMessage() {
        return new MessageWriter(Routes.RTM_NEWROUTE, 0)
                .u8(2)
                .u8(24)
                .u16(0)
                .u8(254)
                .u8(0)
                .u8(0)
                .u8(1)
                .u32(0)
                .attribute(Route.RTA_DST, IpAddress.parse("198.51.100.0").bytes())
                .attribute(Route.RTA_OIF, 7)
                .attribute(Route.RTA_GATEWAY, ADDRESS.bytes())
                .nest(Route.RTA_METRICS, metrics -> metrics.attribute(Route.RTAX_MTU, 1400));
    }

    private static MessageWriter neighbourMessage() {
        return new MessageWriter(Neighbours.RTM_NEWNEIGH, 0)
                .u8(2)
                .u8(0)
                .u16(0)
                .u32(7)
                .u16(2)
                .u16(0)
                .attribute(Neighbour.NDA_DST, ADDRESS.bytes())
                .attribute(Neighbour.NDA_LLADDR, MAC.bytes());
    }

    private static Optional<NetworkChange> read(byte[] bytes) {
        return NetworkChanges.decode(
                NetlinkMessage.split(ByteBuffer.wrap(bytes)).getFirst());
    }

    @Test
    void writtenMessagesAreRead() {
        assertThat(read(linkMessage().bytes(1)))
                .contains(new LinkChanged(new Link(
                        7,
                        "eth0",
                        Optional.of(MAC),
                        1500,
                        true,
                        true,
                        false,
                        Optional.of("veth"),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty())));
        assertThat(read(addressMessage().bytes(2)))
                .contains(new AddressChanged(new InterfaceAddress(7, ADDRESS, 24, false)));
        assertThat(read(routeMessage().bytes(3)))
                .contains(new RouteChanged(new Route(
                        Prefix.parse("198.51.100.0/24"),
                        Route.Type.UNICAST,
                        254,
                        OptionalInt.of(7),
                        Optional.of(ADDRESS),
                        Optional.empty(),
                        0,
                        OptionalInt.of(1400))));
        assertThat(read(neighbourMessage().bytes(4)))
                .contains(new NeighbourChanged(new Neighbour(7, ADDRESS, Optional.of(MAC), Neighbour.State.REACHABLE)));
    }

    @Test
    void attributesArePaddedAndTheirLengthsAreNot() {
        byte[] bytes = new MessageWriter(16, 5).attribute(3, "eth0").u32(9).bytes(77);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());

        assertThat(bytes).hasSize(16 + 12 + 4);
        assertThat(buffer.getInt(0)).isEqualTo(32);
        assertThat(buffer.getShort(4)).isEqualTo((short) 16);
        assertThat(buffer.getShort(6)).isEqualTo((short) 5);
        assertThat(buffer.getInt(8)).isEqualTo(77);
        assertThat(buffer.getShort(16)).isEqualTo((short) 9);
        assertThat(buffer.getShort(18)).isEqualTo((short) 3);
        assertThat(buffer.getInt(28)).isEqualTo(9);
    }

    @Test
    void datagramIsSplitIntoItsMessages() {
        byte[] first = linkMessage().bytes(1);
        byte[] second = addressMessage().bytes(2);
        ByteBuffer both = ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .flip();

        assertThat(NetlinkMessage.split(both))
                .extracting(NetlinkMessage::sequence)
                .containsExactly(1, 2);
    }

    @Test
    void lengthThatLeadsOutIsRefused() {
        byte[] bytes = linkMessage().bytes(1);
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
        byte[] shortAttribute = linkMessage().bytes(1);
        ByteBuffer.wrap(shortAttribute).order(ByteOrder.nativeOrder()).putShort(32, (short) 3);

        assertThatThrownBy(() -> NetlinkMessage.split(ByteBuffer.wrap(cut)))
                .isInstanceOf(NetlinkFormatException.class)
                .hasMessage("a message of " + bytes.length + " bytes where " + cut.length + " are left");
        assertThatThrownBy(() -> read(shortAttribute))
                .isInstanceOf(NetlinkFormatException.class)
                .hasMessageStartingWith("an attribute of 3 bytes");
    }

    @Test
    void headerThatIsTooShortIsRefused() {
        byte[] bytes = new MessageWriter(Links.RTM_NEWLINK, 0).u32(0).bytes(1);

        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(NetlinkFormatException.class)
                .hasMessageContaining("less than its header of 16");
    }

    @Test
    void kernelsWordsAreFoundBehindWholeAndCappedRequests() {
        byte[] capped = new MessageWriter(NetlinkMessage.ERROR, 0x300)
                .u32(-22)
                .u32(60)
                .u32(0)
                .u32(0)
                .u32(0)
                .attribute(1, "no such thing")
                .bytes(1);
        byte[] whole = new MessageWriter(NetlinkMessage.ERROR, 0x200)
                .u32(-22)
                .u32(20)
                .u32(0)
                .u32(0)
                .u32(0)
                .u32(4711)
                .attribute(1, "no such thing")
                .bytes(1);
        byte[] wordless = new MessageWriter(NetlinkMessage.ERROR, 0).u32(-22).bytes(1);

        for (byte[] bytes : List.of(capped, whole)) {
            assertThat(explanation(bytes)).isEqualTo("no such thing");
        }
        assertThat(explanation(wordless)).isEmpty();
    }

    private static String explanation(byte[] bytes) {
        return Rtnetlink.explanation(
                NetlinkMessage.split(ByteBuffer.wrap(bytes)).getFirst());
    }

    /** Whatever the bytes are, they are read or refused: no other exception, and no endless reading. */
    @Test
    void damagedMessagesAreReadOrRefused() {
        List<byte[]> sound = List.of(
                linkMessage().bytes(1),
                addressMessage().bytes(1),
                routeMessage().bytes(1),
                neighbourMessage().bytes(1),
                new MessageWriter(NetlinkMessage.ERROR, 0x200)
                        .u32(-22)
                        .u32(20)
                        .u32(0)
                        .u32(0)
                        .u32(0)
                        .u32(0)
                        .attribute(1, "words")
                        .bytes(1));
        Random random = new Random(2);
        int refused = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] damaged = damage(sound.get(random.nextInt(sound.size())), random);
            try {
                for (NetlinkMessage message : NetlinkMessage.split(ByteBuffer.wrap(damaged))) {
                    NetworkChanges.decode(message);
                    Rtnetlink.explanation(message);
                }
            } catch (NetlinkFormatException expected) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1_000, 99_000);
    }

    private static byte[] damage(byte[] sound, Random random) {
        byte[] damaged = Arrays.copyOf(sound, random.nextInt(4) == 0 ? random.nextInt(sound.length) : sound.length);
        for (int i = random.nextInt(4); i >= 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }
}
