package dev.weir.lab.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.lab.Lab;
import dev.weir.linux.bpf.BpfObject;
import dev.weir.linux.bpf.TestRun;
import dev.weir.linux.bpf.XdpVerdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole frames go through the real servers' BPF program, and come out without their outer header. */
@Tag("root")
class DecapsulatorTest {
    private static final String MACS = "02000000030e" + "020000000301";

    /** Outer headers up to the protocol's octet, and after it. */
    private static final String[] OUTER_IPV4 = {"450000500000400040", "0000c0000202c633640e"};

    private static final String[] OUTER_IPV6 = {
        "60000000003c", "4020010db8000a0000000000000000000220010db8000b00000000000000000014"
    };

    /** From a port of a flow's own to 6080, without a checksum. */
    private static final String UDP_TO_GUE = "c00117c000300000";

    /** Inner packets: UDP from the client to a VIP. */
    private static final String INNER_IPV4 =
            "4500002000010000" + "40110000cb00710ac0000266" + "d4310035000c0000abcdef01";

    private static final String INNER_IPV6 = "60000000000c1140"
            + "20010db8000c00000000000000000010"
            + "20010db8000a00000000000000000102"
            + "d4310035000c0000abcdef01";

    @ParameterizedTest
    @CsvSource({"IPV4,IPV4", "IPV4,IPV6", "IPV6,IPV4", "IPV6,IPV6"})
    void outerHeaderIsTakenOff(String outer, String inner) {
        TestRun.Result result = run(MACS + etherType(outer) + outer(outer, protocolOf(inner)) + packet(inner));

        assertThat(result.xdpVerdict()).isEqualTo(XdpVerdict.PASS);
        assertThat(hex(result.packet())).isEqualTo(MACS + etherType(inner) + packet(inner));
    }

    @ParameterizedTest
    @CsvSource({"IPV4,IPV4,00000800", "IPV4,IPV6,000086dd", "IPV6,IPV4,2000080012345678", "IPV6,IPV6,200086ddffffffff"})
    void greIsTakenOffWithOrWithoutAKey(String outer, String inner, String gre) {
        TestRun.Result result = run(MACS + etherType(outer) + outer(outer, "2f") + gre + packet(inner));

        assertThat(hex(result.packet())).isEqualTo(MACS + etherType(inner) + packet(inner));
    }

    @ParameterizedTest
    @ValueSource(strings = {"80000800abcd0000", "1000080000000001", "00010800", "00000806", "200008"})
    void greOfAnotherKindPassesUntouched(String gre) {
        String frame = MACS + "0800" + outer("IPV4", "2f") + gre + (gre.length() < 8 ? "" : INNER_IPV4);

        assertThat(hex(run(frame).packet())).isEqualTo(frame);
    }

    @ParameterizedTest
    @CsvSource({"IPV4,IPV4", "IPV4,IPV6", "IPV6,IPV4", "IPV6,IPV6"})
    void gueIsTakenOff(String outer, String inner) {
        String gue = UDP_TO_GUE + "00" + protocolOf(inner) + "0000";
        TestRun.Result result = run(MACS + etherType(outer) + outer(outer, "11") + gue + packet(inner));

        assertThat(hex(result.packet())).isEqualTo(MACS + etherType(inner) + packet(inner));
    }

    /** Another port; optional fields; a control message; variant 1; flags; another protocol; cut short. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "c00117c100300000" + "00040000",
                UDP_TO_GUE + "01040000",
                UDP_TO_GUE + "20040000",
                UDP_TO_GUE + "40040000",
                UDP_TO_GUE + "00040001",
                UDP_TO_GUE + "00060000",
                UDP_TO_GUE
            })
    void otherUdpPassesUntouched(String udp) {
        String frame = MACS + "0800" + outer("IPV4", "11") + udp + (udp.equals(UDP_TO_GUE) ? "" : INNER_IPV4);

        assertThat(hex(run(frame).packet())).isEqualTo(frame);
    }

    @Test
    void plainPacketPassesUntouched() {
        String frame = MACS + "0800" + INNER_IPV4;

        assertThat(hex(run(frame).packet())).isEqualTo(frame);
    }

    @Test
    void fragmentOfATunnelPassesUntouched() {
        String fragment = outer("IPV4", "04").replaceFirst("00004000", "00002000");
        String frame = MACS + "0800" + fragment + INNER_IPV4;

        assertThat(hex(run(frame).packet())).isEqualTo(frame);
    }

    @Test
    void truncatedOuterHeaderPassesUntouched() {
        String frame = MACS + "86dd" + outer("IPV6", "29").substring(0, 60);

        assertThat(hex(run(frame).packet())).isEqualTo(frame);
    }

    private static TestRun.Result run(String frame) {
        try (InputStream object = Objects.requireNonNull(Lab.class.getResourceAsStream("decap.bpf.o"));
                BpfObject loaded = BpfObject.open("decap", object.readAllBytes())) {
            loaded.load();
            return loaded.program("decapsulate").run(TestRun.of(HexFormat.of().parseHex(frame)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String outer(String family, String protocol) {
        String[] halves = family.equals("IPV4") ? OUTER_IPV4 : OUTER_IPV6;
        return halves[0] + protocol + halves[1];
    }

    private static String protocolOf(String inner) {
        return inner.equals("IPV4") ? "04" : "29";
    }

    private static String etherType(String family) {
        return family.equals("IPV4") ? "0800" : "86dd";
    }

    private static String packet(String family) {
        return family.equals("IPV4") ? INNER_IPV4 : INNER_IPV6;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
