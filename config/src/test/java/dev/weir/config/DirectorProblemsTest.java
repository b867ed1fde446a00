package dev.weir.config;

import static dev.weir.config.Files.told;
import static dev.weir.config.Files.toldOfDirector;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sees of a director whose settings are wrong. */
class DirectorProblemsTest {

    @Test
    void directorAndServicesMustBeThere() {
        assertThat(told("{}")).isEqualTo("""
                cluster.yaml:1:1: 'director' is missing in the file
                  {}
                  ^
                  add 'director: {interfaces: [eth0]}'
                cluster.yaml:1:1: 'services' is missing in the file
                  {}
                  ^
                  add 'services: []'""");
    }

    @Test
    void interfacesMustBeThere() {
        assertThat(toldOfDirector("capacity: {}")).isEqualTo("""
                cluster.yaml:2:3: 'interfaces' is missing in 'director'
                    capacity: {}
                    ^
                  add 'interfaces: [eth0]'""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sixteen-letters-", "a/b", "a:b", "eth 0", "..", "é"})
    void nameThatNoInterfaceCanHaveIsRefused(String name) {
        assertThat(toldOfDirector("interfaces: ['" + name + "']"))
                .isEqualTo("cluster.yaml:2:16: '" + name + "' can't be the name of an interface\n"
                        + "    interfaces: ['" + name + "']\n"
                        + "                 ^\n"
                        + "  a name has 1 to 15 characters, none of them a space, '/' or ':'");
    }

    @Test
    void interfaceThatStandsTwiceIsRefused() {
        assertThat(toldOfDirector("interfaces: [eth0, eth0]")).isEqualTo("""
                cluster.yaml:2:22: interface 'eth0' stands twice
                    interfaces: [eth0, eth0]
                                       ^
                  remove one of the two""");
    }

    @Test
    void wayOfAttachingThatThereIsNotIsRefused() {
        assertThat(toldOfDirector("""
                interfaces: [{name: eth0, attach: xdp-native}]
                attach: xpd
                """)).isEqualTo("""
                cluster.yaml:2:37: unknown attach 'xdp-native'
                    interfaces: [{name: eth0, attach: xdp-native}]
                                                      ^
                  known here: auto, xdp, xdp-generic, tc
                cluster.yaml:3:11: unknown attach 'xpd'
                    attach: xpd
                            ^
                  did you mean 'xdp'?""");
    }

    @Test
    void interfaceWithoutItsNameIsRefused() {
        assertThat(toldOfDirector("interfaces: [{attach: tc}]")).isEqualTo("""
                cluster.yaml:2:16: 'name' is missing in an interface
                    interfaces: [{attach: tc}]
                                 ^
                  add 'name: eth0'""");
    }

    @Test
    void capacityOutOfRangeIsRefused() {
        assertThat(toldOfDirector("""
                interfaces: [eth0]
                capacity: {services: 0, servers: 1048577, connections: 1_000_000, scheduler-slots: 1}
                """)).isEqualTo("""
                cluster.yaml:3:24: 'services' 0 is not within 1 to 65536
                    capacity: {services: 0, servers: 1048577, connections: 1_000_000, scheduler-slots: 1}
                                         ^
                cluster.yaml:3:36: 'servers' 1048577 is not within 1 to 1048576
                    capacity: {services: 0, servers: 1048577, connections: 1_000_000, scheduler-slots: 1}
                                                     ^
                cluster.yaml:3:58: 'connections' must be a whole number from 1024 to 33554432, not '1_000_000'
                    capacity: {services: 0, servers: 1048577, connections: 1_000_000, scheduler-slots: 1}
                                                                           ^
                  write 1000000
                cluster.yaml:3:86: 'scheduler-slots' 1 is not within 1024 to 268435456
                    capacity: {services: 0, servers: 1048577, connections: 1_000_000, scheduler-slots: 1}
                                                                                                       ^""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "15 | 'udp' must be a number with a unit, not '15' | add the unit: 15s, 15m, 15h, 15d",
                "soon | 'udp' must be a number with a unit, not 'soon'"
                        + " | write a whole number and ms, s, m, h or d, such as 90s or 15m",
                "1.5h | 'udp' must be a number with a unit, not '1.5h'"
                        + " | write a whole number and ms, s, m, h or d, such as 90s or 15m",
                "999ms | 'udp' 999ms is not within 1s to 31d | ``",
                "32d | 'udp' 32d is not within 1s to 31d | ``"
            })
    void timeoutMustBeADurationInRange(String timeout, String message, String suggestion) {
        assertThat(toldOfDirector("interfaces: [eth0]\ntimeouts: {udp: " + timeout + "}"))
                .isEqualTo("cluster.yaml:3:19: " + message + "\n"
                        + "    timeouts: {udp: " + timeout + "}\n"
                        + "                    ^" + (suggestion.isEmpty() ? "" : "\n  " + suggestion));
    }
}
