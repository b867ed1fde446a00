package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MacAddressTest {

    @Test
    void bytesStandInTheOrderOfTheWire() {
        MacAddress address = new MacAddress(0x02_fe_00_00_00_01L);

        assertThat(address.bytes()).containsExactly(0x02, 0xfe, 0, 0, 0, 1);
        assertThat(MacAddress.ofBytes(address.bytes())).isEqualTo(address);
        assertThat(address).hasToString("02:fe:00:00:00:01");
    }

    @Test
    void anotherLengthIsRefused() {
        assertThatThrownBy(() -> new MacAddress(1L << 48)).hasMessage("a MAC address has 48 bits");
        assertThatThrownBy(() -> MacAddress.ofBytes(new byte[5])).hasMessage("a MAC address has 6 bytes, not 5");
    }
}
