package dev.weir.config;

import static dev.weir.config.Files.told;
import static dev.weir.config.Files.toldOfService;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator sees of services and servers that are wrong. */
class ServiceProblemsTest {

    @Test
    void misspeltKeyHasASuggestion() {
        assertThat(toldOfService("- {vip: 192.0.2.10, port: 80, protcol: udp, servers: []}"))
                .isEqualTo("""
                cluster.yaml:4:33: unknown key 'protcol' in a service
                    - {vip: 192.0.2.10, port: 80, protcol: udp, servers: []}
                                                  ^
                  did you mean 'protocol'?""");
    }

    @Test
    void keyUnlikeAnyIsAnsweredWithThoseThereAre() {
        assertThat(toldOfService("- {vip: 192.0.2.10, port: 80, colour: blue, servers: []}"))
                .isEqualTo("""
                cluster.yaml:4:33: unknown key 'colour' in a service
                    - {vip: 192.0.2.10, port: 80, colour: blue, servers: []}
                                                  ^
                  known here: vip, port, protocol, also, scheduler, forwarding, flags, bounded-load, slow-start, persistence, limits, encapsulation, client-notice, mss, stray, syn-cookies, servers""");
    }

    @Test
    void missingKeysAreToldWhereTheServiceBegins() {
        assertThat(toldOfService("- scheduler: rr")).isEqualTo("""
                cluster.yaml:4:5: 'vip' is missing in a service
                    - scheduler: rr
                      ^
                  add 'vip: 192.0.2.10'
                cluster.yaml:4:5: 'port' is missing in a service
                    - scheduler: rr
                      ^
                  add 'port: 80'
                cluster.yaml:4:5: 'servers' is missing in a service
                    - scheduler: rr
                      ^
                  add 'servers: []'""");
    }

    @Test
    void misspeltKeyIsNotToldAsMissingToo() {
        assertThat(toldOfService("- {vpi: 192.0.2.10, port: 80, servers: []}")).isEqualTo("""
                cluster.yaml:4:6: unknown key 'vpi' in a service
                    - {vpi: 192.0.2.10, port: 80, servers: []}
                       ^
                  did you mean 'vip'?""");
    }

    @Test
    void keyThatStandsTwiceTellsWhereTheFirstStands() {
        assertThat(toldOfService("""
                - vip: 192.0.2.10
                  port: 80
                  servers: []
                  port: 81
                """)).isEqualTo("""
                cluster.yaml:7:5: key 'port' stands twice in a service; first in line 5
                      port: 81
                      ^
                  remove one of the two""");
    }

    @Test
    void serviceThatStandsTwiceTellsWhereTheFirstStands() {
        assertThat(toldOfService("""
                - {vip: 2001:db8::1, port: 80, servers: []}
                - {vip: 2001:db8::2, port: 80, servers: []}
                - {vip: 2001:DB8:0::1, port: 80, servers: []}
                """)).isEqualTo("""
                cluster.yaml:6:11: service TCP [2001:db8::1]:80 stands twice; first in line 4
                    - {vip: 2001:DB8:0::1, port: 80, servers: []}
                            ^
                  join the two, or give this one another VIP, port or protocol""");
    }

    @Test
    void serverThatStandsTwiceTellsWhereTheFirstStands() {
        assertThat(toldOfService("""
                - vip: 192.0.2.10
                  port: 80
                  servers:
                    - {address: 10.0.0.1}
                    - {address: 10.0.0.1, port: 8080}
                    - {address: 10.0.0.1, port: 80, weight: 5}
                """)).isEqualTo("""
                cluster.yaml:9:9: server 10.0.0.1:80 stands twice in this service; first in line 7
                        - {address: 10.0.0.1, port: 80, weight: 5}
                          ^
                  remove one of the two, and give the other the weight of both""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.300 | ''",
                "192.0.2.10:80 | write the port by itself, as 'port: 80'",
                "192.0.2.0/24 | leave out '/24'",
                "'\"[2001:db8::1]\"' | leave out the brackets",
                "fe80::1%eth0 | an address with a zone is of no use here; take a global one",
                "www.example.com | names are not looked up; write the address",
                "192.0.2 | ''",
                "192.0.02.1 | ''"
            })
    void textThatIsNoAddressIsAnsweredWithWhatWasMeant(String vip, String suggestion) {
        String line = "  - {vip: " + vip + ", port: 80, servers: []}";
        String shown = vip.replace("\"", "");

        assertThat(toldOfService("- {vip: " + vip + ", port: 80, servers: []}"))
                .isEqualTo("cluster.yaml:4:11: 'vip' must be an IPv4 or IPv6 address, not '" + shown + "'\n  " + line
                        + "\n" + " ".repeat(12) + "^" + (suggestion.isEmpty() ? "" : "\n  " + suggestion));
    }

    @ParameterizedTest
    @CsvSource({
        "224.0.0.18, a multicast address",
        "ff02::12, a multicast address",
        "127.0.0.1, a loopback address",
        "'\"::1\"', a loopback address"
    })
    void addressOfNoHostIsRefusedAsVipAndAsServer(String address, String kind) {
        String refused = " must be the address of a host; " + address.replace("\"", "") + " is " + kind;

        assertThat(toldOfService("- {vip: " + address + ", port: 80, servers: []}"))
                .startsWith("cluster.yaml:4:11: 'vip'" + refused + "\n");
        assertThat(toldOfService("- {vip: 192.0.2.1, port: 80, servers: [{address: " + address + "}]}"))
                .startsWith("cluster.yaml:4:52: 'address'" + refused + "\n");
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, 0.0.0.0", "'\"::\"', ::"})
    void unspecifiedAddressIsNoServers(String address, String shown) {
        assertThat(toldOfService("- {vip: 192.0.2.1, port: 80, servers: [{address: " + address + "}]}"))
                .startsWith("cluster.yaml:4:52: 'address' must be the address of a host; " + shown
                        + " is the unspecified address\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "080 | 'port' must be a whole number from 1 to 65535, a range such as 8000-8999, or 'any', not '080' | write 80",
                "\"80\" | 'port' must be a whole number from 1 to 65535, a range such as 8000-8999, or 'any', not a text | write 80",
                "80.0 | 'port' must be a whole number from 1 to 65535, a range such as 8000-8999, or 'any', not '80.0' | write 80",
                "8_080 | 'port' must be a whole number from 1 to 65535, a range such as 8000-8999, or 'any', not '8_080' | write 8080",
                "0x50 | 'port' must be a whole number from 1 to 65535, a range such as 8000-8999, or 'any', not '0x50' | ``",
                "http | 'port' must be a whole number from 1 to 65535, a range such as 8000-8999, or 'any', not 'http' | ``",
                "-80 | 'port' must be a whole number from 1 to 65535, a range such as 8000-8999, or 'any', not '-80' | ``",
                "0 | 'port' 0 is not within 1 to 65535 | write 'port: any' for every port",
                "65536 | 'port' 65536 is not within 1 to 65535 | ``",
                "99999999999999999999 | 'port' must be a whole number from 1 to 65535, a range such as 8000-8999, or 'any', not '99999999999999999999' | ``",
                "[80] | 'port' must be a single value, not a list | ``",
                "{} | 'port' must be a single value, not a mapping | ``",
                "~ | 'port' has no value | ``"
            })
    void portMustBeAPlainWholeNumber(String port, String message, String suggestion) {
        String line = "  - {vip: 192.0.2.10, servers: [], port: " + port + "}";

        assertThat(toldOfService(line.substring(2)))
                .isEqualTo("cluster.yaml:4:42: " + message + "\n  " + line + "\n" + " ".repeat(43) + "^"
                        + (suggestion.isEmpty() ? "" : "\n  " + suggestion));
    }

    @Test
    void weightOutOfRangeIsRefused() {
        assertThat(toldOfService("- {vip: 192.0.2.10, port: 80, servers: [{address: 10.0.0.1, weight: 65536}]}"))
                .isEqualTo("""
                cluster.yaml:4:71: 'weight' 65536 is not within 0 to 65535
                    - {vip: 192.0.2.10, port: 80, servers: [{address: 10.0.0.1, weight: 65536}]}
                                                                                        ^""");
    }

    @ParameterizedTest
    @CsvSource({
        "scheduler, WLC, did you mean 'wlc'?",
        "scheduler, lblcrr, did you mean 'lblcr'?",
        "scheduler, least_latency, did you mean 'least-latency'?",
        "scheduler, random, 'known here: rr, wrr, lc, wlc, sh, mh, dh, sed, nq, fo, ovf, twos, lblc, lblcr, least-latency'",
        "protocol, upd, did you mean 'udp'?",
        "forwarding, tunneling, did you mean 'tunnelling'?",
        "forwarding, direct_routing, did you mean 'direct-routing'?",
        "forwarding, masquerading, 'known here: nat, tunnelling, direct-routing, full-nat'"
    })
    void unknownWordHasASuggestion(String key, String word, String suggestion) {
        String line = "  - {vip: 192.0.2.10, port: 80, servers: [], " + key + ": " + word + "}";

        assertThat(toldOfService(line.substring(2)))
                .startsWith("cluster.yaml:4:" + (line.lastIndexOf(word) + 1))
                .contains("unknown " + key + " '" + word + "'\n")
                .endsWith("^\n  " + suggestion);
    }

    @ParameterizedTest
    @CsvSource({"direct-routing", "tunnelling"})
    void onlyNatMapsPorts(String method) {
        assertThat(toldOfService("""
                - vip: 192.0.2.10
                  port: 80
                  forwarding: %s
                  servers:
                    - {address: 10.0.0.1, port: 8080}
                """.formatted(method))).isEqualTo("""
                cluster.yaml:8:35: %s can't map port 80 to 8080
                        - {address: 10.0.0.1, port: 8080}
                                                    ^
                  write 'port: 80' or leave it out, or use 'forwarding: nat'""".formatted(method));
    }

    @Test
    void onlyATunnelAndFullNatCrossFamilies() {
        assertThat(toldOfService("""
                - vip: 192.0.2.10
                  port: 80
                  servers: [{address: fd00::1}]
                - vip: 2001:db8::1
                  port: 80
                  forwarding: direct-routing
                  servers: [{address: 10.0.0.1}]
                """)).isEqualTo("""
                cluster.yaml:6:25: nat can't serve an IPv4 VIP by an IPv6 server
                      servers: [{address: fd00::1}]
                                          ^
                  use an IPv4 address, or 'forwarding: full-nat' or 'tunnelling'
                cluster.yaml:10:25: direct-routing can't serve an IPv6 VIP by an IPv4 server
                      servers: [{address: 10.0.0.1}]
                                          ^
                  use an IPv6 address, or 'forwarding: full-nat' or 'tunnelling'""");
    }

    @Test
    void misspeltMethodIsNotHeldAgainstTheServers() {
        assertThat(Files.problems("""
                director: {interfaces: [eth0]}
                services:
                  - {vip: 192.0.2.10, port: 80, forwarding: tunel, servers: [{address: fd00::1}]}
                """)).hasSize(1);
    }

    @Test
    void serverCanNotHaveTheVip() {
        assertThat(toldOfService("- {vip: 192.0.2.10, port: 80, servers: [{address: 192.0.2.10}]}"))
                .isEqualTo("""
                cluster.yaml:4:53: a server can't have the VIP as its address
                    - {vip: 192.0.2.10, port: 80, servers: [{address: 192.0.2.10}]}
                                                                      ^
                  write the address of the server itself""");
    }

    @Test
    void listAndMappingAreToldApart() {
        assertThat(toldOfService("""
                - vip: 192.0.2.10
                  port: 80
                  servers: {address: 10.0.0.1}
                - 192.0.2.11
                - vip: 192.0.2.12
                  port: 80
                  servers:
                """)).isEqualTo("""
                cluster.yaml:6:14: 'servers' must be a list, not a mapping
                      servers: {address: 10.0.0.1}
                               ^
                  write one '- ...' a line below it, or 'servers: []' for none
                cluster.yaml:7:5: a service must be a mapping of keys to values, not '192.0.2.11'
                    - 192.0.2.11
                      ^
                  write vip: ..., port: ..., protocol: ..., also: ..., scheduler: ..., forwarding: ..., flags: ..., \
                bounded-load: ..., slow-start: ..., persistence: ..., limits: ..., encapsulation: ..., client-notice: ..., mss: ..., stray: ..., syn-cookies: ..., servers: ...
                cluster.yaml:10:13: 'servers' must be a list, not nothing
                      servers:
                              ^
                  write one '- ...' a line below it, or 'servers: []' for none""");
    }

    @Test
    void allProblemsAreToldInTheOrderOfTheFile() {
        assertThat(told("""
                services:
                  - {vip: 192.0.2.10, port: 0, servers: []}
                  - {vip: 192.0.2.999, port: 80, servers: []}
                director:
                  interfaces: []
                  timeout: 5s
                """)).isEqualTo("""
                cluster.yaml:2:29: 'port' 0 is not within 1 to 65535
                    - {vip: 192.0.2.10, port: 0, servers: []}
                                              ^
                  write 'port: any' for every port
                cluster.yaml:3:11: 'vip' must be an IPv4 or IPv6 address, not '192.0.2.999'
                    - {vip: 192.0.2.999, port: 80, servers: []}
                            ^
                cluster.yaml:5:15: a director needs at least one interface
                    interfaces: []
                                ^
                  name it, such as 'interfaces: [eth0]'
                cluster.yaml:6:3: unknown key 'timeout' in 'director'
                    timeout: 5s
                    ^
                  did you mean 'timeouts'?""");
    }
}
