package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1:80", "[2001:db8::1]:65535", "[::1]:1", "192.0.2.1:any", "[::]:any"})
    void textReadsBackToTheSame(String text) {
        assertThat(Endpoint.parse(text)).hasToString(text);
    }

    @Test
    void ipv4AddressMayStandInBrackets() {
        assertThat(Endpoint.parse("[192.0.2.1]:80")).isEqualTo(Endpoint.parse("192.0.2.1:80"));
    }

    @Test
    void portZeroIsAny() {
        assertThat(Endpoint.parse("192.0.2.1:0")).isEqualTo(Endpoint.parse("192.0.2.1:any"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "192.0.2.1 | '192.0.2.1' is no ADDRESS:PORT",
                ":80 | ':80' is no ADDRESS:PORT",
                "2001:db8::1:80 | '2001:db8::1:80': write an IPv6 address as [ADDRESS]:PORT",
                "192.0.2.1:http | '192.0.2.1:http' has no port number after its last colon",
                "192.0.2.1: | '192.0.2.1:' has no port number after its last colon",
                "192.0.2.1:65536 | port 65536 is not within 1..65535, nor 0 for any",
                "host:80 | 'host' is no IPv4 or IPv6 address"
            })
    void textThatIsNoEndpointIsRefused(String text, String message) {
        assertThatThrownBy(() -> Endpoint.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void orderIsByAddressAndThenByPort() {
        List<Endpoint> ordered = List.of(
                Endpoint.parse("10.0.0.2:443"),
                Endpoint.parse("10.0.0.10:80"),
                Endpoint.parse("10.0.0.10:443"),
                Endpoint.parse("[::1]:80"));

        assertThat(ordered.reversed().stream().sorted()).isEqualTo(ordered);
    }
}
