package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealServerTest {
    private static final Endpoint ENDPOINT = Endpoint.parse("10.0.0.1:80");

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void weightIsWithinItsRange(int weight) {
        assertThatThrownBy(() -> new RealServer(ENDPOINT, weight))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weight " + weight + " is not within 0..65535");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101})
    void rampIsWithinItsRange(int ramp) {
        RealServer server = new RealServer(ENDPOINT, 1);

        assertThatThrownBy(() -> server.withRamp(ramp))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a ramp of " + ramp + "% is not within 1..100");
    }

    @ParameterizedTest
    @CsvSource({"0, 100, 0", "1, 100, 100", "8, 25, 200", "65535, 100, 6553500"})
    void pullIsWeightTimesRamp(int weight, int ramp, int pull) {
        assertThat(new RealServer(ENDPOINT, weight).withRamp(ramp).pull()).isEqualTo(pull);
    }

    @Test
    void eachPartIsChangedByItself() {
        RealServer server = new RealServer(ENDPOINT, 1)
                .withRole(ServerRole.SORRY)
                .withThresholds(new Thresholds(10, 5))
                .withRamp(50)
                .withWeight(7);

        assertThat(server).isEqualTo(new RealServer(ENDPOINT, 7, new Thresholds(10, 5), ServerRole.SORRY, 50));
        assertThat(server.isRegular()).isFalse();
        assertThat(server.withRole(ServerRole.REGULAR).isRegular()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, -1", "0, 1", "10, 11"})
    void thresholdsThatContradictAreRefused(int upper, int lower) {
        assertThatThrownBy(() -> new Thresholds(upper, lower))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("thresholds must be 0 or more");
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 0, 1", "2, 0, 1", "1000, 0, 750", "2147483647, 0, 1610612735", "10, 10, 10", "10, 1, 1"})
    void fullServerResumesBelowThreeQuartersUnlessToldOtherwise(int upper, int lower, int effective) {
        assertThat(new Thresholds(upper, lower).effectiveLower()).isEqualTo(effective);
    }
}
