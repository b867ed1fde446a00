package dev.weir.config;

import static dev.weir.config.Files.toldOfService;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator sees of options that are wrong, or do not go together. */
class OptionProblemsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bounded-load: 125 | 'bounded-load' must be a percentage from 101% to 10000%, not '125' | write 125%",
                "bounded-load: 125 % | 'bounded-load' must be a percentage from 101% to 10000%, not '125 %' | write 125%",
                "bounded-load: 1.25 | 'bounded-load' must be a percentage from 101% to 10000%, not '1.25' | ``",
                "bounded-load: 100% | 'bounded-load' 100% is not within 101% to 10000% | ``",
                "bounded-load: 10001% | 'bounded-load' 10001% is not within 101% to 10000% | ``",
                "slow-start: 30 | 'slow-start' must be a number with a unit, not '30' | add the unit: 30s, 30m, 30h, 30d",
                "slow-start: 1500ms | 'slow-start' 1500ms is not in whole seconds | write 2s",
                "persistence: 90500ms | 'persistence' 90500ms is not in whole seconds | write 91s",
                "slow-start: 2d | 'slow-start' 2d is not within 0s to 1d | ``",
                "persistence: 500ms | 'persistence' 500ms is not within 1s to 31d | ``",
                "persistence: yes | 'persistence' must be a number with a unit, not 'yes'"
                        + " | write a whole number and ms, s, m, h or d, such as 90s or 15m",
                "persistence: [5m] | 'persistence' must be a single value, not a list | ``",
                "limits: 100 | 'limits' must be a mapping of keys to values, not '100'"
                        + " | write connections: ..., client-connections: ..., client-rate: ..., ipv4-prefix: ..., ipv6-prefix: ..."
            })
    void valueThatDoesNotFitIsTold(String option, String message, String suggestion) {
        String line = "  - {vip: 192.0.2.1, port: 80, scheduler: mh, servers: [], " + option + "}";
        int column = line.indexOf(option) + option.indexOf(' ') + 2;

        assertThat(toldOfService(line.substring(2)))
                .isEqualTo("cluster.yaml:4:" + column + ": " + message + "\n  " + line + "\n" + " ".repeat(column + 1)
                        + "^" + (suggestion.isEmpty() ? "" : "\n  " + suggestion));
    }

    @Test
    void partsOfPersistenceAndLimitsAreHeldToTheirRanges() {
        assertThat(toldOfService("""
                - vip: 192.0.2.1
                  port: 80
                  persistence: {timeout: 32d, ipv4-prefix: 33, ipv6-prefix: 0}
                  limits: {connections: -1, client-rate: 1000001, client: 5}
                  servers: []
                """)).isEqualTo("""
                cluster.yaml:6:28: 'timeout' 32d is not within 1s to 31d
                      persistence: {timeout: 32d, ipv4-prefix: 33, ipv6-prefix: 0}
                                             ^
                cluster.yaml:6:46: 'ipv4-prefix' 33 is not within 1 to 32
                      persistence: {timeout: 32d, ipv4-prefix: 33, ipv6-prefix: 0}
                                                               ^
                cluster.yaml:6:63: 'ipv6-prefix' 0 is not within 1 to 128
                      persistence: {timeout: 32d, ipv4-prefix: 33, ipv6-prefix: 0}
                                                                                ^
                cluster.yaml:7:27: 'connections' must be a whole number from 0 to 2147483647, not '-1'
                      limits: {connections: -1, client-rate: 1000001, client: 5}
                                            ^
                cluster.yaml:7:44: 'client-rate' 1000001 is not within 0 to 1000000
                      limits: {connections: -1, client-rate: 1000001, client: 5}
                                                             ^
                cluster.yaml:7:53: unknown key 'client' in 'limits'
                      limits: {connections: -1, client-rate: 1000001, client: 5}
                                                                      ^
                  known here: connections, client-connections, client-rate, ipv4-prefix, ipv6-prefix""");
    }

    @Test
    void flagsAreAListOfKnownWordsEachOnce() {
        assertThat(toldOfService("- {vip: 192.0.2.1, port: 80, servers: [], flags: [hold_gone, hold-gone, hold-gone]}"))
                .isEqualTo("""
                cluster.yaml:4:53: unknown flag 'hold_gone'
                    - {vip: 192.0.2.1, port: 80, servers: [], flags: [hold_gone, hold-gone, hold-gone]}
                                                                      ^
                  did you mean 'hold-gone'?
                cluster.yaml:4:75: flag 'hold-gone' stands twice
                    - {vip: 192.0.2.1, port: 80, servers: [], flags: [hold_gone, hold-gone, hold-gone]}
                                                                                            ^
                  remove one of the two""");
        assertThat(toldOfService("- {vip: 192.0.2.1, port: 80, servers: [], flags: hold-gone}"))
                .startsWith("cluster.yaml:4:52: 'flags' must be a list, not 'hold-gone'\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rr | [hash-port] | hash-port has no meaning for rr, only for sh, mh | remove it, or use another scheduler",
                "dh | [hash-port] | hash-port has no meaning for dh, only for sh, mh | remove it, or use another scheduler",
                "wlc | [fallback] | fallback has no meaning for wlc, only for sh, mh, dh | remove it, or use another scheduler",
                "wlc | [one-packet] | only UDP can be scheduled packet by packet"
                        + " | write 'protocol: udp', or remove 'one-packet'"
            })
    void flagThatDoesNotFitIsTold(String scheduler, String flags, String message, String suggestion) {
        String line = "  - {vip: 192.0.2.1, port: 80, servers: [], scheduler: " + scheduler + ", flags: " + flags + "}";
        int column = line.indexOf(flags) + 2;

        assertThat(toldOfService(line.substring(2)))
                .isEqualTo("cluster.yaml:4:" + column + ": " + message + "\n  " + line + "\n" + " ".repeat(column + 1)
                        + "^\n  " + suggestion);
    }

    @Test
    void schedulerThatIsLeftOutIsTheUsualOne() {
        assertThat(toldOfService("- {vip: 192.0.2.1, port: 80, servers: [], bounded-load: 125%}"))
                .isEqualTo("""
                cluster.yaml:4:59: 'bounded-load' is for mh, not for wlc
                    - {vip: 192.0.2.1, port: 80, servers: [], bounded-load: 125%}
                                                                            ^
                  write 'scheduler: mh', or remove it""");
    }

    @Test
    void misspeltSchedulerIsNotHeldAgainstTheOptions() {
        assertThat(
                        toldOfService(
                                "- {vip: 192.0.2.1, port: 80, servers: [], scheduler: mhh, flags: [hash-port], bounded-load: 125%}"))
                .doesNotContain("hash-port has")
                .doesNotContain("is for mh");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "forwarding: tunnelling | , which tunnelling doesn't show to the director"
                        + " | use 'forwarding: nat', or 'scheduler: twos'",
                "protocol: udp | , and UDP has none | use 'scheduler: twos'",
                "also: [{protocol: udp}] | , and UDP has none | use 'scheduler: twos'"
            })
    void leastLatencyMustSeeHandshakes(String other, String why, String suggestion) {
        String line = "  - {vip: 192.0.2.1, port: 80, scheduler: least-latency, servers: [], " + other + "}";

        assertThat(toldOfService(line.substring(2)))
                .isEqualTo("cluster.yaml:4:43: least-latency goes by how soon servers answer a handshake" + why + "\n  "
                        + line + "\n" + " ".repeat(44) + "^\n  " + suggestion);
    }
}
