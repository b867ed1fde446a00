package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1024, 1024, services 0 is not within 1..65536",
        "65537, 1, 1024, 1024, services 65537 is not within 1..65536",
        "1, 0, 1024, 1024, servers 0 is not within 1..1048576",
        "1, 1048577, 1024, 1024, servers 1048577 is not within 1..1048576",
        "1, 1, 1023, 1024, connections 1023 is not within 1024..33554432",
        "1, 1, 33554433, 1024, connections 33554433 is not within 1024..33554432",
        "1, 1, 1024, 1023, scheduler slots 1023 is not within 1024..268435456",
        "1, 1, 1024, 268435457, scheduler slots 268435457 is not within 1024..268435456"
    })
    void capacityBeyondItsRangeIsRefused(int services, int servers, int connections, int slots, String message) {
        assertThatThrownBy(() -> new Capacity(services, servers, connections, slots))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void capacityAtItsLimitsIsAccepted() {
        assertThat(new Capacity(1, 1, 1_024, 1_024).services()).isOne();
        assertThat(new Capacity(65_536, 1_048_576, 33_554_432, 268_435_456).services())
                .isEqualTo(65_536);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.999S", "PT-1S", "PT0S", "P31DT1S"})
    void timeoutBeyondItsRangeIsRefused(String timeout) {
        assertThatThrownBy(() -> Timeouts.DEFAULT.with(ConnectionState.UDP, Duration.parse(timeout)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("timeout of UDP must be 1 s to 31 days");
    }

    @Test
    void timeoutOfEveryStateIsNeeded() {
        assertThatThrownBy(() -> new Timeouts(Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyTheTimeoutThatIsMeantChanges() {
        Timeouts changed = Timeouts.DEFAULT.with(ConnectionState.UDP, Duration.ofDays(31));

        assertThat(changed.of(ConnectionState.UDP)).isEqualTo(Duration.ofDays(31));
        assertThat(changed.of(ConnectionState.ESTABLISHED)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void directorIsAttachedToWhatIsListedOnly() {
        AttachModes modes = new AttachModes(AttachMode.TC, Map.of("eth1", AttachMode.XDP));

        assertThatThrownBy(() -> new DirectorSettings(
                        List.of("eth0"), modes, Capacity.DEFAULT, Timeouts.DEFAULT, LocalPool.NONE))
                .hasMessage("eth1 is attached in a way of its own, and is not listed");
    }

    @Test
    void directorNeedsAnInterface() {
        assertThatThrownBy(() -> new DirectorSettings(List.of(), Capacity.DEFAULT, Timeouts.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a director needs at least one interface");
    }
}
