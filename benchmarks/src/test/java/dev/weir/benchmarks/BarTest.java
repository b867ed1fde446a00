package dev.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BarTest {
    @Test
    void figureAtTheLimitMeetsIt() {
        assertThat(Bar.atMost("cost", 1.6, 1.6, "x").isMet()).isTrue();
        assertThat(Bar.atLeast("rate", 0.9, 0.9, "x").isMet()).isTrue();
    }

    @Test
    void figureBeyondTheLimitMissesIt() {
        assertThat(Bar.atMost("cost", 1.61, 1.6, "x").isMet()).isFalse();
        assertThat(Bar.atLeast("rate", 0.89, 0.9, "x").isMet()).isFalse();
    }

    @Test
    void whatIsNoNumberMissesEveryBar() {
        assertThat(Bar.atMost("cost", Double.NaN, 1.6, "x").isMet()).isFalse();
        assertThat(Bar.atLeast("rate", Double.NaN, 0.9, "x").isMet()).isFalse();
    }

    @Test
    void missedBarIsNamedWithItsFigure() {
        assertThat(Bar.atMost("memory", 212, 200, "bytes").text()).isEqualTo("MISSED  memory: 212 bytes, at most 200");
        assertThat(Bar.atLeast("rate", 0.5, 0.9, "x").text()).isEqualTo("MISSED  rate: 0.50 x, at least 0.90");
    }
}
