package dev.weir.benchmarks.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.benchmarks.packet.SubjectName.Phase;
import dev.weir.model.Family;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final SubjectName NAT = new SubjectName(SubjectName.NAT, Phase.ESTABLISHED, Family.IPV4);
    private static final SubjectName FLOOR = NAT.of(SubjectName.FLOOR);
    private static final SubjectName REPLY = NAT.of(SubjectName.NAT_REPLY);

    private final Samples samples = new Samples();

    @Test
    void emptyProgramOfTheSameRoundIsTakenOff() {
        round(40, 60, 80);
        round(50, 95, 130);
        round(45, 66, 95);

        assertThat(samples.netNanos(NAT)).isEqualTo(21);
        assertThat(samples.netNanos(FLOOR)).isEqualTo(50);
    }

    @Test
    void ratioIsTheMedianOfTheRoundsRatios() {
        round(0, 10, 10);
        round(0, 30, 10);
        round(0, 40, 20);

        assertThat(samples.ratio(NAT, FLOOR)).isEqualTo(2);
    }

    @Test
    void medianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        round(0, 10, 10);
        round(0, 20, 10);

        assertThat(samples.netNanos(NAT)).isEqualTo(15);
    }

    @Test
    void emptyProgramIsToldGross() {
        round(40, 60, 80);

        assertThat(samples.netNanos(NAT.zero())).isEqualTo(40);
    }

    @Test
    void repliesHaveAZeroOfTheirOwn() {
        samples.add(REPLY.zero(), 45);
        samples.add(REPLY, 65);
        samples.add(NAT.zero(), 40);

        assertThat(samples.netNanos(REPLY)).isEqualTo(20);
    }

    @Test
    void whatWasNotMeasuredHasNoFigure() {
        round(40, 60, 80);

        assertThatThrownBy(() -> samples.netNanos(REPLY)).hasMessageContaining("nat-reply, established, IPv4");
    }

    private void round(int empty, int nat, int floor) {
        samples.add(NAT.zero(), empty);
        samples.add(NAT, nat);
        samples.add(FLOOR, floor);
    }
}
