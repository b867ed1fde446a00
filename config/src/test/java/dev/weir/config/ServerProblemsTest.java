package dev.weir.config;

import static dev.weir.config.Files.toldOfService;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator sees of servers that do not fit their service, or whose parts contradict. */
class ServerProblemsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0 | 'port' 0 is not within 1 to 65535 | write 'port: any' for the port that each packet came to",
                "80-90 | 'port' must be a whole number from 1 to 65535, or 'any' for the port that each packet came to,"
                        + " not '80-90' | ``",
            })
    void serverHasOnePortOrAny(String port, String message, String suggestion) {
        String line = "  - {vip: 192.0.2.1, port: any, servers: [{address: 10.0.0.1, port: " + port + "}]}";

        assertThat(toldOfService(line.substring(2)))
                .isEqualTo("cluster.yaml:4:69: " + message + "\n  " + line + "\n" + " ".repeat(70) + "^"
                        + (suggestion.isEmpty() ? "" : "\n  " + suggestion));
    }

    @ParameterizedTest
    @CsvSource({"port: any", "port: 80-81", "'port: 80, also: [{port: 443}]'"})
    void onlyNatMapsSeveralPorts(String ports) {
        String line = "  - {vip: 192.0.2.1, " + ports + ", forwarding: direct-routing, servers: ["
                + "{address: 10.0.0.1, port: 80}]}";
        int column = line.lastIndexOf("80}") + 1;

        assertThat(toldOfService(line.substring(2)))
                .isEqualTo("cluster.yaml:4:" + column + ": direct-routing can't map several ports to 80\n  " + line
                        + "\n" + " ".repeat(column + 1) + "^\n  leave it out, or write 'port: any': each packet keeps"
                        + " the port that it came to, or use 'forwarding: nat'");
    }

    @Test
    void portsOfSctpAreNotMapped() {
        assertThat(toldOfService("""
                - {vip: 192.0.2.1, port: 80, protocol: sctp, servers: [{address: 10.0.0.1, port: 81}]}
                - {vip: 192.0.2.2, port: any, protocol: sctp, servers: [{address: 10.0.0.1, port: 81}]}
                """)).isEqualTo("""
                cluster.yaml:4:84: nat can't map port 80 of SCTP to 81
                    - {vip: 192.0.2.1, port: 80, protocol: sctp, servers: [{address: 10.0.0.1, port: 81}]}
                                                                                                     ^
                  write 'port: 80' or leave it out
                cluster.yaml:5:85: nat can't map several ports of SCTP to 81
                    - {vip: 192.0.2.2, port: any, protocol: sctp, servers: [{address: 10.0.0.1, port: 81}]}
                                                                                                      ^
                  leave it out, or write 'port: any': each packet keeps the port that it came to""");
    }

    @Test
    void serviceOfBothFamiliesNeedsATunnelOrFullNat() {
        assertThat(toldOfService("""
                - vip: 192.0.2.1
                  port: 80
                  also: [{vip: '2001:db8::1'}]
                  servers: [{address: 10.0.0.1}]
                """)).isEqualTo("""
                cluster.yaml:7:25: nat can't serve an IPv6 VIP by an IPv4 server
                      servers: [{address: 10.0.0.1}]
                                          ^
                  make two services of it, or 'forwarding: full-nat' or 'tunnelling'""");
    }

    @Test
    void serverCanHaveNoneOfTheVips() {
        assertThat(toldOfService(
                        "- {vip: 192.0.2.1, port: 80, also: [{vip: 192.0.2.2}], servers: [{address: 192.0.2.2}]}"))
                .contains(": a server can't have the VIP as its address\n");
    }

    @Test
    void fullServerResumesBelowItsMaximum() {
        assertThat(toldOfService("""
                - vip: 192.0.2.1
                  port: 80
                  servers:
                    - {address: 10.0.0.1, max-connections: 10, resume-below: 11}
                    - {address: 10.0.0.2, resume-below: 1}
                    - {address: 10.0.0.3, max-connections: many, resume-below: 1}
                """)).isEqualTo("""
                cluster.yaml:7:64: 'resume-below' 11 has no meaning above 'max-connections' 10
                        - {address: 10.0.0.1, max-connections: 10, resume-below: 11}
                                                                                 ^
                  write 10 or less
                cluster.yaml:8:43: 'resume-below' 1 has no meaning without 'max-connections'
                        - {address: 10.0.0.2, resume-below: 1}
                                                            ^
                  add 'max-connections', or remove it
                cluster.yaml:9:46: 'max-connections' must be a whole number from 0 to 2147483647, not 'many'
                        - {address: 10.0.0.3, max-connections: many, resume-below: 1}
                                                               ^""");
    }

    @Test
    void secondOverflowOrSorryServerTellsWhereTheFirstStands() {
        assertThat(toldOfService("""
                - vip: 192.0.2.1
                  port: 80
                  servers:
                    - {address: 10.0.0.1, role: sorry}
                    - {address: 10.0.0.2, role: overflow}
                    - {address: 10.0.0.3, role: sorry}
                    - {address: 10.0.0.4, role: regular}
                """)).isEqualTo("""
                cluster.yaml:9:35: a service has one sorry server; its first stands in line 7
                        - {address: 10.0.0.3, role: sorry}
                                                    ^
                  leave out the role of one of the two""");
    }

    @Test
    void unknownRoleHasASuggestion() {
        assertThat(toldOfService("- {vip: 192.0.2.1, port: 80, servers: [{address: 10.0.0.1, role: backup}]}"))
                .endsWith("unknown role 'backup'\n    - {vip: 192.0.2.1, port: 80,"
                        + " servers: [{address: 10.0.0.1, role: backup}]}\n" + " ".repeat(69)
                        + "^\n  known here: regular, overflow, sorry");
    }
}
