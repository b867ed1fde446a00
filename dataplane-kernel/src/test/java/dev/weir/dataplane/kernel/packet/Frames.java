package dev.weir.dataplane.kernel.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.bpf.XdpVerdict;
import java.util.HexFormat;

/** Whole frames compared, so that a difference shows in hex. */
final class Frames {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private Frames() {}

    static void assertOutcome(PacketPath.Outcome outcome, XdpVerdict verdict, byte... frame) {
        assertThat(outcome.verdict()).isEqualTo(verdict);
        assertThat(HEX.formatHex(outcome.frame())).isEqualTo(HEX.formatHex(frame));
    }
}
