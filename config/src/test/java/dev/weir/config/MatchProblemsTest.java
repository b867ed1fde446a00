package dev.weir.config;

import static dev.weir.config.Files.toldOfService;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator sees of ports and matches that are wrong, or claimed twice. */
class MatchProblemsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "9000-8000 | the range 9000-8000 does not go up | write 'port: 8000-9000'",
                "80-80 | the range 80-80 does not go up | write 'port: 80'",
                "0-80 | 'port' 0-80 is not within 1 to 65535 | ``",
                "1-65536 | 'port' 1-65536 is not within 1 to 65535 | ``",
                "80 - 90 | 'port' must be a whole number from 1 to 65535, a range such as 8000-8999, or 'any',"
                        + " not '80 - 90' | write a range as 80-90",
                "80..90 | 'port' must be a whole number from 1 to 65535, a range such as 8000-8999, or 'any',"
                        + " not '80..90' | write a range as 80-90",
                "80-http | 'port' must be a whole number from 1 to 65535, a range such as 8000-8999, or 'any',"
                        + " not '80-http' | ``"
            })
    void rangeGoesUpWithinThePorts(String port, String message, String suggestion) {
        String line = "  - {vip: 192.0.2.10, servers: [], port: " + port + "}";

        assertThat(toldOfService(line.substring(2)))
                .isEqualTo("cluster.yaml:4:42: " + message + "\n  " + line + "\n" + " ".repeat(43) + "^"
                        + (suggestion.isEmpty() ? "" : "\n  " + suggestion));
    }

    @Test
    void matchThatStandsTwiceTellsWhereTheFirstStands() {
        assertThat(toldOfService("""
                - vip: 192.0.2.1
                  port: 80
                  also:
                    - {port: 443}
                    - {vip: 192.0.2.2}
                  servers: []
                - vip: 192.0.2.2
                  port: 443
                  also:
                    - {vip: 192.0.2.1}
                    - {port: 80}
                    - {}
                  servers: []
                """)).isEqualTo("""
                cluster.yaml:13:9: TCP 192.0.2.1:443 stands twice; first in line 7
                        - {vip: 192.0.2.1}
                          ^
                  join the two, or give this one another VIP, port or protocol
                cluster.yaml:14:9: TCP 192.0.2.2:80 stands twice; first in line 8
                        - {port: 80}
                          ^
                  join the two, or give this one another VIP, port or protocol
                cluster.yaml:15:9: TCP 192.0.2.2:443 stands twice; first in line 10
                        - {}
                          ^
                  join the two, or give this one another VIP, port or protocol""");
    }

    @Test
    void overlappingRangeTellsWhichItOverlaps() {
        assertThat(toldOfService("""
                - {vip: 192.0.2.1, port: 8000-8999, servers: []}
                - {vip: 192.0.2.1, port: 80, also: [{port: 8999-9999}], servers: []}
                """)).isEqualTo("""
                cluster.yaml:5:39: TCP 192.0.2.1:8999-9999 overlaps with TCP 192.0.2.1:8000-8999 in line 4
                    - {vip: 192.0.2.1, port: 80, also: [{port: 8999-9999}], servers: []}
                                                        ^
                  join the two, or give this one another VIP, port or protocol""");
    }

    @Test
    void twoServicesCanNotBeKnownByOnePort() {
        assertThat(toldOfService("""
                - {vip: 192.0.2.1, port: 8000-8999, servers: []}
                - {vip: 192.0.2.1, port: 8000, servers: []}
                """)).isEqualTo("""
                cluster.yaml:5:11: a service is known by its first port, and TCP 192.0.2.1:8000 is that of line 4 too
                    - {vip: 192.0.2.1, port: 8000, servers: []}
                            ^
                  let one of the two begin at another port""");
    }

    @Test
    void serviceWithAnotherFaultIsHeldAgainstLaterOnesAllTheSame() {
        assertThat(toldOfService("""
                - {vip: 192.0.2.1, port: 80, scheduler: none, servers: []}
                - {vip: 192.0.2.1, port: 80, servers: []}
                """))
                .contains("cluster.yaml:5:11: service TCP 192.0.2.1:80 stands twice; first in line 4\n");
    }

    @Test
    void matchesAreAListOfMappingsWithKnownKeys() {
        assertThat(toldOfService("""
                - {vip: 192.0.2.1, port: 80, also: [443, {prot: udp}], servers: []}
                - {vip: 192.0.2.2, port: 80, also: {port: 443}, servers: []}
                """)).isEqualTo("""
                cluster.yaml:4:39: a match of 'also' must be a mapping of keys to values, not '443'
                    - {vip: 192.0.2.1, port: 80, also: [443, {prot: udp}], servers: []}
                                                        ^
                  write vip: ..., port: ..., protocol: ...
                cluster.yaml:4:45: unknown key 'prot' in a match of 'also'
                    - {vip: 192.0.2.1, port: 80, also: [443, {prot: udp}], servers: []}
                                                              ^
                  did you mean 'port'?
                cluster.yaml:5:38: 'also' must be a list, not a mapping
                    - {vip: 192.0.2.2, port: 80, also: {port: 443}, servers: []}
                                                       ^
                  write one '- ...' a line below it, or 'also: []' for none""");
    }

    @Test
    void partThatCanNotBeReadIsToldOnce() {
        assertThat(toldOfService("- {vip: 192.0.2.999, port: 80, also: [{port: 443}], servers: [{address: 10.0.0.1}]}"))
                .isEqualTo("""
                cluster.yaml:4:11: 'vip' must be an IPv4 or IPv6 address, not '192.0.2.999'
                    - {vip: 192.0.2.999, port: 80, also: [{port: 443}], servers: [{address: 10.0.0.1}]}
                            ^""");
    }
}
