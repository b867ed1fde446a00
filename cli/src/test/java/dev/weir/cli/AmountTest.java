package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "99999999, 99999999",
        "100000000, 100000K",
        "999999999, 999999K",
        "1000000000, 1000M",
        "99999999999, 99999M",
        "100000000000, 100G",
        "99999999999999, 99999G",
        "100000000000000, 100T",
        "9223372036854775807, 9223372T"
    })
    void roundedAsIpvsadmDoes(long value, String text) {
        assertThat(Amount.ROUNDED.of(value)).isEqualTo(text);
    }

    @Test
    void exactToTheLastDigit() {
        assertThat(Amount.EXACT.of(123_456_789_012_345L)).isEqualTo("123456789012345");
    }
}
