package dev.weir.benchmarks.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    /** The example of RFC 1071, section 3. */
    private static final byte[] EXAMPLE = HexFormat.of().parseHex("0001f203f4f5f6f7");

    @Test
    void exampleOfTheStandardComesOutRight() {
        assertThat(Checksum.of(ByteBuffer.wrap(EXAMPLE), 0, EXAMPLE.length, 0)).isEqualTo((short) ~0xddf2);
    }

    @Test
    void whatIsAddedCounts() {
        assertThat(Checksum.of(ByteBuffer.wrap(EXAMPLE), 2, EXAMPLE.length, 0x0001))
                .isEqualTo((short) ~0xddf2);
    }
}
