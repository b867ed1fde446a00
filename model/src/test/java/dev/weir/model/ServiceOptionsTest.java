package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ranges of all that may be asked of a service, and what stands where nothing is asked. */
class ServiceOptionsTest {

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 100, 10_001})
    void boundedLoadBeyondItsRangeIsRefused(int percent) {
        assertThatThrownBy(() -> ServiceOptions.DEFAULT.withBoundedLoad(percent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a bounded load of " + percent + "% is not within 101..10000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.001S", "PT24H0.001S"})
    void slowStartBeyondItsRangeIsRefused(String duration) {
        assertThatThrownBy(() -> ServiceOptions.DEFAULT.withSlowStart(Duration.parse(duration)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a slow start of " + duration + " is not within 0 and a day");
    }

    @Test
    void timesInPartsOfASecondAreRefused() {
        Duration time = Duration.ofMillis(1_500);

        assertThatThrownBy(() -> ServiceOptions.DEFAULT.withSlowStart(time))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a slow start of PT1.5S is not in whole seconds");
        assertThatThrownBy(() -> new Persistence(time, 32, 128))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a persistence of PT1.5S is not in whole seconds");
    }

    @Test
    void orderOfFurtherMatchesHasNoMeaning() {
        Match https = Match.of(Protocol.TCP, IpAddress.parse("192.0.2.1"), 443);
        Match range = new Match(Protocol.TCP, IpAddress.parse("192.0.2.1"), 443, 450);
        Match dns = Match.of(Protocol.UDP, IpAddress.parse("192.0.2.0"), 53);

        assertThat(ServiceOptions.DEFAULT.withAlso(dns, range, https))
                .isEqualTo(ServiceOptions.DEFAULT.withAlso(https, dns, range));
    }

    @Test
    void optionsAtTheirLimitsAreAccepted() {
        ServiceOptions options = ServiceOptions.DEFAULT.withBoundedLoad(101).withSlowStart(Duration.ofDays(1));

        assertThat(options.withBoundedLoad(10_000).boundedLoad()).isEqualTo(10_000);
        assertThat(options.slowStart()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void eachOptionIsChangedByItself() {
        Match also = Match.of(Protocol.TCP, IpAddress.parse("192.0.2.1"), 443);
        Persistence persistence = new Persistence(Duration.ofHours(1), 24, 64);
        Limits limits = new Limits(1, 2, 3);

        Delivery delivery = Delivery.DEFAULT.withMss(1_360);
        Protection protection = Protection.DEFAULT.withStray(StrayPolicy.RESET);
        assertThat(ServiceOptions.DEFAULT
                        .withLastPort(90)
                        .withAlso(also)
                        .withFlag(ServiceFlag.FALLBACK)
                        .withFlag(ServiceFlag.HASH_PORT)
                        .withBoundedLoad(125)
                        .withSlowStart(Duration.ofSeconds(30))
                        .withPersistence(persistence)
                        .withLimits(limits)
                        .withDelivery(delivery)
                        .withProtection(protection))
                .isEqualTo(new ServiceOptions(
                        90,
                        List.of(also),
                        Set.of(ServiceFlag.HASH_PORT, ServiceFlag.FALLBACK),
                        125,
                        Duration.ofSeconds(30),
                        Optional.of(persistence),
                        limits,
                        delivery,
                        protection));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.999S", "PT744H1S"})
    void persistenceBeyondItsRangeIsRefused(String timeout) {
        assertThatThrownBy(() -> new Persistence(Duration.parse(timeout), 32, 128))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a persistence of " + timeout + " is not within 1 s and 31 days");
    }

    @ParameterizedTest
    @CsvSource({"0, 128, 0", "33, 128, 33", "32, 0, 0", "32, 129, 129"})
    void prefixBeyondItsRangeIsRefused(int ipv4, int ipv6, int told) {
        assertThatThrownBy(() -> new Persistence(Duration.ofSeconds(1), ipv4, ipv6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a prefix of " + told + " bits is not within 1..");
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0", "0, -1, 0", "0, 0, -1", "0, 0, 1000001"})
    void limitBeyondItsRangeIsRefused(int connections, int clientConnections, int clientRate) {
        assertThatThrownBy(() -> new Limits(connections, clientConnections, clientRate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not above 1000000");
    }
}
