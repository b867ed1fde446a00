package dev.weir.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PrefixTest {
    @Test
    void textIsReadAndWritten() {
        assertThat(Prefix.parse("192.0.2.0/24")).hasToString("192.0.2.0/24");
        assertThat(Prefix.parse("2001:db8::/32")).hasToString("2001:db8::/32");
        assertThat(Prefix.parse("192.0.2.7")).hasToString("192.0.2.7/32");
        assertThat(Prefix.parse("::/0").length()).isZero();
    }

    @Test
    void lengthBeyondTheFamilyIsRefused() {
        assertThatThrownBy(() -> Prefix.parse("192.0.2.0/33")).hasMessageContaining("33 bits");
        assertThatThrownBy(() -> Prefix.parse("192.0.2.0/")).hasMessageContaining("no prefix");
        assertThatThrownBy(() -> Prefix.parse("192.0.2.0/-1")).hasMessageContaining("no prefix");
    }
}
