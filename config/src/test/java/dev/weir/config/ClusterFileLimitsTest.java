package dev.weir.config;

import static dev.weir.config.Files.problems;
import static dev.weir.config.Files.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files that ask for too much are refused before they cost too much. */
class ClusterFileLimitsTest {

    @Test
    void moreServicesThanTheCapacityAreRefusedAtTheFirstTooMany() {
        assertThat(told("""
                director:
                  interfaces: [eth0]
                  capacity: {services: 2}
                services:
                  - {vip: 192.0.2.1, port: 80, servers: []}
                  - {vip: 192.0.2.2, port: 80, servers: []}
                  - {vip: 192.0.2.3, port: 80, servers: []}
                  - {vip: 192.0.2.4, port: 80, servers: []}
                """)).isEqualTo("""
                cluster.yaml:7:5: more than 2 services, the director's capacity
                    - {vip: 192.0.2.3, port: 80, servers: []}
                      ^
                  raise 'services' of 'capacity' in 'director'; each match of 'also' counts as one""");
    }

    @Test
    void matchesOfAServiceTakeTheRoomOfServices() {
        assertThat(told("""
                director:
                  interfaces: [eth0]
                  capacity: {services: 3}
                services:
                  - {vip: 192.0.2.1, port: 80, also: [{port: 443}], servers: []}
                  - {vip: 192.0.2.2, port: 80, also: [{port: 443}], servers: []}
                  - {vip: 192.0.2.3, port: 80, servers: []}
                """)).isEqualTo("""
                cluster.yaml:6:39: more than 3 services, the director's capacity
                    - {vip: 192.0.2.2, port: 80, also: [{port: 443}], servers: []}
                                                        ^
                  raise 'services' of 'capacity' in 'director'; each match of 'also' counts as one""");
    }

    @Test
    void moreServersThanTheCapacityAreRefusedAtTheFirstTooMany() {
        assertThat(told("""
                director:
                  interfaces: [eth0]
                  capacity: {servers: 2}
                services:
                  - {vip: 192.0.2.1, port: 80, servers: [{address: 10.0.0.1}]}
                  - {vip: 192.0.2.2, port: 80, servers: [{address: 10.0.0.1}, {address: 10.0.0.2}]}
                  - {vip: 192.0.2.3, port: 80, servers: [{address: 10.0.0.1}]}
                """)).isEqualTo("""
                cluster.yaml:6:63: more than 2 servers, the director's capacity
                    - {vip: 192.0.2.2, port: 80, servers: [{address: 10.0.0.1}, {address: 10.0.0.2}]}
                                                                                ^
                  raise 'servers' of 'capacity' in 'director'""");
    }

    @Test
    void fileAtItsCapacityIsValid() {
        assertThat(Files.valid("""
                director:
                  interfaces: [eth0]
                  capacity: {services: 1, servers: 2}
                services:
                  - {vip: 192.0.2.1, port: 80, servers: [{address: 10.0.0.1}, {address: 10.0.0.2}]}
                """).services()).hasSize(1);
    }

    @Test
    void aliasesThatMultiplyCostNoMoreThanTheCapacity() {
        String pool = IntStream.range(1, 250)
                .mapToObj(i -> "{address: 10.0.0." + i + "}")
                .collect(list());
        String services = IntStream.range(0, 60_000)
                .mapToObj(i -> "{vip: 192.0.2.1, port: " + (i + 1) + ", servers: *p}")
                .collect(list());

        assertThat(problems("pool: &p " + pool + "\n"
                        + "director: {interfaces: [eth0], capacity: {services: 65536, servers: 1000}}\n"
                        + "services: " + services))
                .extracting(Problem::message)
                .containsExactly("unknown key 'pool' in the file", "more than 1000 servers, the director's capacity");
    }

    @Test
    void aliasesOfAMappingWithManyKeysCostNoMoreThanAFew() {
        String keys = IntStream.range(0, 10_000).mapToObj(i -> "k" + i + ": 1").collect(Collectors.joining(", "));
        String services = ", *s".repeat(10_000);

        assertThat(problems("director: {interfaces: [eth0], capacity: {services: 65536}}\n" + "services: [&s {" + keys
                        + "}" + services + "]"))
                .hasSize(101);
    }

    @Test
    void nestedAliasesAreNotUnfolded() {
        String bomb = IntStream.range(1, 30)
                .mapToObj(i -> "  - &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n")
                .collect(Collectors.joining());

        assertThat(problems("director: {interfaces: [eth0]}\nservices:\n  - &a0 [x, x]\n" + bomb))
                .hasSize(30)
                .allSatisfy(problem -> assertThat(problem.message())
                        .isEqualTo("a service must be a mapping of keys to values, not a list"));
    }

    @Test
    void listWithinItselfIsRefused() {
        assertThat(problems("director: {interfaces: [eth0]}\nservices: &s [*s]\n"))
                .extracting(Problem::message)
                .containsExactly("a service must be a mapping of keys to values, not a list");
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(told("services: " + "[".repeat(100_000)))
                .startsWith("cluster.yaml:1:42: this is not YAML: nested deeper than 32 levels\n");
    }

    @Test
    void fileOfExcessiveLengthIsRefusedUnread() {
        assertThat(problems("#".repeat(YamlReader.MAX_LENGTH + 1)))
                .extracting(Problem::message)
                .containsExactly("the file is longer than 33554432 characters");
    }

    @Test
    void onlyTheFirstHundredProblemsAreTold() {
        String text = "director: {interfaces: [eth0]}\nservices:\n" + "  - wrong\n".repeat(250);

        assertThat(problems(text)).hasSize(101);
        assertThat(problems(text).getLast().message()).isEqualTo("and 150 more problems");
    }

    private static Collector<CharSequence, ?, String> list() {
        return Collectors.joining(", ", "[", "]");
    }
}
