package dev.weir.dataplane.kernel.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import dev.weir.model.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Frames that are nearly right: cut, stretched, and with bytes changed at random.
 *
 * <p>Whatever comes in, a frame that passes is untouched, and one that is sent differs from what came in only where
 * its forwarding method writes.
 */
@Tag("root")
final class MalformedFramesTest {
    private static final int FRAMES = 40_000;
    private static final HexFormat HEX = HexFormat.of();

    private PacketPath path;
    private final List<byte[]> seeds = new ArrayList<>();

    @BeforeEach
    void load() {
        path = PacketPath.load(100_000);
    }

    private void serve(String method) {
        int number = 1;
        for (Family family : Family.values()) {
            for (Protocol protocol : Protocol.values()) {
                Stage stage = new Stage(family, protocol);
                int port = method.equals("NAT") && protocol != Protocol.SCTP ? 8080 : Stage.PORT;
                PacketPath.Server server = path.server(stage.real(number++, port), stage.local(), method);
                path.service(stage.vip().toString(), protocol, "SLOT_BY_TURN", server);
                addSeeds(stage);
            }
        }
    }

    /** Services that ask for all that can be asked, and are reached by whatever comes. */
    private void serveAll(String method) {
        for (Family family : Family.values()) {
            for (Protocol protocol : Protocol.values()) {
                Stage stage = new Stage(family, protocol);
                PacketPath.Server server = path.server(stage.real(1, 0), stage.local(), method);
                PacketPath.Server timed = path.server(stage.real(2, 0), stage.local(), method);
                path.time(timed);
                path.limit(server, 9000, 8000);
                ServiceSetup setup = ServiceSetup.of("BY_REPLICATED_LOCALITY", server, timed)
                        .at(protocol, IpAddress.parse(family == Family.IPV4 ? "0.0.0.0" : "::"), 0, 0)
                        .at(protocol, stage.vip().address(), 20, 90)
                        .persistent(60, 16, 48)
                        .with("limit", 20_000)
                        .with("client_limit", 500)
                        .with("client_rate", 500)
                        .overflow(timed)
                        .sorry(server)
                        .flag("EXPIRES_QUIESCENT");
                path.serve(protocol == Protocol.UDP ? setup.flag("ONE_PACKET") : setup);
                addSeeds(stage);
            }
        }
    }

    @AfterEach
    void unload() {
        path.close();
    }

    private void addSeeds(Stage stage) {
        seeds.add(stage.fromClient(stage.opening()).frame());
        seeds.add(stage.fromClient(stage.carrying(Transport.ACK, 60)).frame());
        Packet reply = stage.fromClient(stage.carrying(Transport.ACK, 30)).between(stage.vip(), stage.client());
        int type = stage.family() == Family.IPV6 ? 1 : 3;
        seeds.add(stage.fromClient(new Transport.Icmp(type, 1, 0, reply.network()))
                .frame());
        if (stage.family() == Family.IPV4) {
            seeds.add(stage.fromClient(stage.opening())
                    .withOptions((byte) 1, (byte) 1, (byte) 1, (byte) 0)
                    .frame());
        } else {
            seeds.add(stage.fromClient(stage.opening())
                    .withExtensions(
                            60,
                            (byte) stage.protocol().number(),
                            (byte) 0,
                            (byte) 1,
                            (byte) 4,
                            (byte) 0,
                            (byte) 0,
                            (byte) 0,
                            (byte) 0)
                    .frame());
        }
    }

    @ParameterizedTest
    @CsvSource({"DIRECT_ROUTING, 11", "NAT, 12", "TUNNELLING, 13", "NAT, 14"})
    void areNeverMangled(String method, long seed) {
        serve(method);
        assertNoneIsMangled(method, seed);
    }

    @ParameterizedTest
    @CsvSource({"DIRECT_ROUTING, 21", "NAT, 22", "TUNNELLING, 23"})
    void areNeverMangledByServicesThatAskForAll(String method, long seed) {
        serveAll(method);
        assertNoneIsMangled(method, seed);
    }

    private void assertNoneIsMangled(String method, long seed) {
        Random random = new Random(seed);
        int sent = 0;
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = mutate(random, seeds.get(random.nextInt(seeds.size())));
            PacketPath.Outcome outcome = path.receive(frame);
            switch (outcome.verdict()) {
                case PASS -> assertSame(frame, outcome.frame());
                case TX -> {
                    sent++;
                    assertForwardedOrAnswered(method, frame, outcome.frame());
                }
                case DROP -> {}
                case ABORTED, REDIRECT -> throw new AssertionError(outcome.verdict() + " for " + HEX.formatHex(frame));
            }
        }
        assertThat(sent).as("frames that were still right").isGreaterThan(FRAMES / 100);
        assertThat(path.allDrops()).as("frames that were refused").isGreaterThan(FRAMES / 100);
    }

    private static byte[] mutate(Random random, byte[] seed) {
        byte[] frame = seed.clone();
        for (int n = random.nextInt(4); n > 0; n--) {
            frame[12 + random.nextInt(frame.length - 12)] = (byte) random.nextInt();
        }
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(frame, 14 + random.nextInt(frame.length - 13));
            case 1 -> Arrays.copyOf(frame, frame.length + random.nextInt(200));
            default -> frame;
        };
    }

    private static void assertSame(byte[] expected, byte[] actual) {
        assertThat(HEX.formatHex(actual)).isEqualTo(HEX.formatHex(expected));
    }

    private static void assertForwardedOrAnswered(String method, byte[] in, byte[] out) {
        boolean answered = Arrays.equals(in, 6, 12, out, 0, 6) && Arrays.equals(in, 0, 6, out, 6, 12);
        if (answered) {
            int headers = in[12] == 8 ? 28 : 48;
            assertThat(HEX.formatHex(out, 14 + headers, out.length))
                    .isEqualTo(HEX.formatHex(in, 14, out.length - headers));
            return;
        }
        switch (method) {
            case "NAT" -> assertTranslated(in, out);
            case "TUNNELLING" -> assertRouted(in, unwrapped(in, out));
            default -> assertRouted(in, out);
        }
    }

    /** The frame as if its packet had not been wrapped. */
    private static byte[] unwrapped(byte[] in, byte[] out) {
        int outer = out[12] == 8 ? 20 : 40;
        byte[] frame = Arrays.copyOfRange(out, outer, out.length);
        System.arraycopy(in, 0, frame, 0, 14);
        return frame;
    }

    private static void assertRouted(byte[] in, byte[] out) {
        byte[] expected = in.clone();
        System.arraycopy(out, 0, expected, 0, 12);
        takeHop(expected);
        if (in[12] == 8) {
            System.arraycopy(out, 24, expected, 24, 2);
            assertThat(checksumError(out)).as("header checksum").isEqualTo(checksumError(in));
        }
        assertSame(expected, out);
    }

    /** Beside the headers' fields only a port and a checksum may differ, and in an ICMP error those of its quote. */
    private static void assertTranslated(byte[] in, byte[] out) {
        assertThat(out).hasSameSizeAs(in);
        byte[] expected = in.clone();
        System.arraycopy(out, 0, expected, 0, 12);
        takeHop(expected);
        boolean ipv4 = in[12] == 8;
        if (ipv4) {
            assertThat(checksumError(out)).as("header checksum").isEqualTo(checksumError(in));
            System.arraycopy(out, 24, expected, 24, 2);
        }
        int destination = ipv4 ? 30 : 38;
        int addressLength = ipv4 ? 4 : 16;
        System.arraycopy(out, destination, expected, destination, addressLength);
        boolean error = in[ipv4 ? 23 : 20] == (ipv4 ? 1 : 58);
        int allowed = error ? 2 + addressLength + 2 + 2 + 2 : 2 + 2;
        int changed = 0;
        for (int i = 0; i < in.length; i++) {
            changed += expected[i] == out[i] ? 0 : 1;
        }
        assertThat(changed).as(HEX.formatHex(in)).isLessThanOrEqualTo(allowed);
    }

    private static void takeHop(byte[] frame) {
        frame[frame[12] == 8 ? 22 : 21]--;
    }

    /** What an IPv4 header's sum is off by; taking a hop leaves that as it is. */
    private static int checksumError(byte[] frame) {
        int header = (frame[14] & 0xf) * 4;
        return new InternetChecksum()
                .add(Arrays.copyOfRange(frame, 14, 14 + header))
                .value();
    }
}
