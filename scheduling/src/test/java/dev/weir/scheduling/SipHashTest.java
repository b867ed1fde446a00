package dev.weir.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The authors' own vectors: key 00 01 .. 0f, input 00 01 .. of each length. */
class SipHashTest {

    @ParameterizedTest
    @CsvSource({
        "0, 726fdb47dd0e0e31",
        "1, 74f839c593dc67fd",
        "7, ab0200f58b01d137",
        "8, 93f5f5799a932462",
        "15, a129ca6149be45e5",
        "63, 958a324ceb064572"
    })
    void hashesAsItsAuthorsSay(int length, String expected) {
        assertThat(Long.toHexString(new SipHash(counting(16)).hash(counting(length))))
                .isEqualTo(expected);
    }

    @Test
    void keyOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> new SipHash(new byte[15]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key has 16 bytes, not 15");
    }

    private static byte[] counting(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
