package dev.weir.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.model.Endpoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointPatternTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1:1",
        "192.0.2.1:80, 192.0.2.1:80",
        "192.0.2.0/24, 192.0.2.255:80",
        "192.0.2.99/24, 192.0.2.1:80",
        "0.0.0.0/0, 255.255.255.255:1",
        "128.0.0.0/1, 192.0.2.1:1",
        "192.0.2.1/32, 192.0.2.1:1",
        "2001:db8::1, [2001:db8::1]:1",
        "[2001:db8::1]:80, [2001:db8::1]:80",
        "2001:db8::/32, [2001:db8:ffff::1]:80",
        "2001:db8::/65, [2001:db8::7fff:0:0:1]:80",
        "::/0, [ffff::1]:80",
        "2001:db8::1/128, [2001:db8::1]:80",
        "[2001:db8::1], [2001:db8::1]:80",
        "192.0.2.1:any, 192.0.2.1:any",
        "192.0.2.1:any, 192.0.2.1:80",
        "192.0.2.1, 192.0.2.1:any",
        "0.0.0.0, 0.0.0.0:80",
        "0.0.0.0:80, 0.0.0.0:80",
        "[::]:any, [::]:any",
        "[::], [::]:53",
        "'::', [::]:any",
    })
    void matches(String pattern, String endpoint) {
        assertThat(EndpointPattern.parse(pattern).matches(Endpoint.parse(endpoint)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.2:1",
        "192.0.2.1:80, 192.0.2.1:81",
        "192.0.2.0/25, 192.0.2.128:80",
        "0.0.0.0/0, [2001:db8::1]:1",
        "::/0, 192.0.2.1:1",
        "2001:db8::/32, [2001:db9::1]:80",
        "2001:db8::/65, [2001:db8::8000:0:0:1]:80",
        "[2001:db8::1]:80, [2001:db8::1]:81",
        "0.0.0.0, 192.0.2.1:80",
        "[::]:any, [2001:db8::1]:80",
        "0.0.0.0:any, [::]:any",
    })
    void doesNotMatch(String pattern, String endpoint) {
        assertThat(EndpointPattern.parse(pattern).matches(Endpoint.parse(endpoint)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "here",
                "192.0.2",
                "192.0.2.1:",
                "192.0.2.1:x",
                "192.0.2.0/",
                "192.0.2.0/-1",
                "10.0.0.0/33",
                "::/129",
                "[::1",
                "[192.0.2.1",
                "[]",
                "[::1]:99999",
                "10.0.0.0/8/8",
                "10.0.0.0/8:80"
            })
    void isRefused(String text) {
        assertThatThrownBy(() -> EndpointPattern.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
