package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "255.255.255.255", "10.0.0.254"})
    void ipv4TextReadsBackToTheSame(String text) {
        IpAddress address = IpAddress.parse(text);

        assertThat(address.family()).isEqualTo(Family.IPV4);
        assertThat(address).hasToString(text);
    }

    /** Some of the examples of RFC 5952. */
    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:0DB8::0001, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:0:0:0:0, 2001:db8::",
        "0:0:0:0:0:0:0:1, ::1",
        "::, ::",
        "FE80::ABCD, fe80::abcd"
    })
    void ipv6TextIsWrittenInItsCanonicalForm(String text, String canonical) {
        IpAddress address = IpAddress.parse(text);

        assertThat(address.family()).isEqualTo(Family.IPV6);
        assertThat(address).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.04",
                "1.2.3.4 ",
                "+1.2.3.4",
                "-1.2.3.4",
                "1.2.3.x",
                "1.2.3.1234",
                "1.2.3.\u0661",
                "0x1.2.3.4",
                "16909060",
                "host",
                ":",
                ":::",
                "1:2",
                "1::2::3",
                "12345::",
                "g::",
                "::1%eth0",
                "[::1]",
                "::1/128",
                "1:2:3:4:5:6:7:8:9",
                "1.2.3.4:80"
            })
    void textThatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> IpAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is no IPv4 or IPv6 address");
    }

    @Test
    void mappedAddressIsTheIpv4AddressItself() {
        assertThat(IpAddress.parse("::ffff:192.0.2.1")).isEqualTo(IpAddress.parse("192.0.2.1"));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomAddressesAgreeWithTheJdk(long seed) throws UnknownHostException {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = randomBytes(random);
            IpAddress address = IpAddress.ofBytes(bytes);

            assertThat(address.bytes()).isEqualTo(bytes);
            assertThat(InetAddress.getByName(address.toString()).getAddress()).isEqualTo(bytes);
            assertThat(IpAddress.parse(InetAddress.getByAddress(bytes).getHostAddress()))
                    .isEqualTo(address);
            assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
        }
    }

    /** Many zero bytes, so that runs of zero groups of all lengths occur. */
    private static byte[] randomBytes(Random random) {
        byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : 0);
        }
        bytes[0] = (byte) (1 + random.nextInt(255));
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void orderIsByFamilyAndThenByBytes(long seed) {
        Random random = new Random(seed);
        List<IpAddress> addresses = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            addresses.add(IpAddress.ofBytes(randomBytes(random)));
        }
        Collections.sort(addresses);

        for (int i = 1; i < addresses.size(); i++) {
            IpAddress lower = addresses.get(i - 1);
            IpAddress upper = addresses.get(i);
            assertThat(lower.family()).isLessThanOrEqualTo(upper.family());
            if (lower.family() == upper.family()) {
                assertThat(java.util.Arrays.compareUnsigned(lower.bytes(), upper.bytes()))
                        .isNotPositive();
            }
        }
    }

    @Test
    void ipv4IsHeldInItsMappedForm() {
        assertThat(IpAddress.parse("192.0.2.1").mappedBytes())
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 1);
        assertThat(IpAddress.ofBytes(IpAddress.parse("192.0.2.1").mappedBytes()))
                .isEqualTo(IpAddress.parse("192.0.2.1"));
        assertThatThrownBy(() -> new IpAddress(Family.IPV4, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5, 15, 17})
    void addressOfAnotherLengthIsRefused(int length) {
        assertThatThrownBy(() -> IpAddress.ofBytes(new byte[length]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an address has 4 or 16 bytes, not " + length);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, true, false, false",
        "::, true, false, false",
        "127.0.0.1, false, true, false",
        "127.255.255.255, false, true, false",
        "::1, false, true, false",
        "224.0.0.1, false, false, true",
        "239.255.255.255, false, false, true",
        "ff02::1, false, false, true",
        "126.255.255.255, false, false, false",
        "128.0.0.0, false, false, false",
        "223.255.255.255, false, false, false",
        "240.0.0.0, false, false, false",
        "1::1, false, false, false",
        "fe80::1, false, false, false",
        "::2, false, false, false"
    })
    void specialAddressesAreKnown(String text, boolean unspecified, boolean loopback, boolean multicast) {
        IpAddress address = IpAddress.parse(text);

        assertThat(address.isUnspecified()).isEqualTo(unspecified);
        assertThat(address.isLoopback()).isEqualTo(loopback);
        assertThat(address.isMulticast()).isEqualTo(multicast);
    }
}
