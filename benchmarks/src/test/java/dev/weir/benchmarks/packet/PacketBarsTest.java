package dev.weir.benchmarks.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.benchmarks.Bar;
import dev.weir.benchmarks.packet.SubjectName.Phase;
import dev.weir.model.Family;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PacketBarsTest {
    private static final List<String> PROGRAMS = List.of(
            SubjectName.FLOOR,
            SubjectName.NAT,
            SubjectName.NAT_REPLY,
            SubjectName.TUNNELLING,
            SubjectName.TUNNELLING + SubjectName.AGAIN,
            SubjectName.DIRECT_ROUTING);

    @Test
    void pathAsFastAsItsFloorMissesNothing() {
        assertThat(PacketBars.judge(List.of(run(Phase.ESTABLISHED, 1, SubjectName.NAT, 50)), 128))
                .isNotEmpty()
                .allMatch(Bar::isMet);
    }

    @Test
    void natDearerThanTunnellingIsNamed() {
        assertThat(missed(run(Phase.ESTABLISHED, 100_000, SubjectName.NAT, 60)))
                .containsExactly("MISSED  nat IPv4, 100,000 established to tunnelling: 1.20 x, at most 1.05");
    }

    @Test
    void dearTunnellingIsNamed() {
        assertThat(missed(run(Phase.ESTABLISHED, 100_000, SubjectName.TUNNELLING, 80)))
                .contains("MISSED  tunnelling IPv4, 100,000 established to its floor: 1.60 x, at most 1.40");
    }

    @Test
    void dearNewFlowIsNamedInBothFamilies() {
        assertThat(missed(run(Phase.NEW, 100_000, SubjectName.DIRECT_ROUTING, 90)))
                .containsExactly(
                        "MISSED  direct-routing IPv4, new flows to its floor: 1.80 x, at most 1.60",
                        "MISSED  direct-routing IPv6, new flows to its floor: 1.80 x, at most 1.60");
    }

    @Test
    void dearSchedulerIsNamed() {
        assertThat(missed(run(Phase.NEW, 100_000, "wlc-100", 160)))
                .containsExactly("MISSED  wlc-100 IPv4, new flows to its floor: 3.20 x, at most 3.00");
    }

    @Test
    void noisyNumbersOfFlowsAreNotJudged() {
        assertThat(missed(run(Phase.ESTABLISHED, 10_000, SubjectName.TUNNELLING, 500)))
                .isEmpty();
    }

    @Test
    void memoryIsJudged() {
        assertThat(PacketBars.judge(List.of(), 201)).noneMatch(Bar::isMet);
    }

    private static List<String> missed(Measured measured) {
        return PacketBars.judge(List.of(measured), 128).stream()
                .filter(bar -> !bar.isMet())
                .map(Bar::text)
                .toList();
    }

    /** A run in which every program costs 50 ns, but one. */
    private static Measured run(Phase phase, int flows, String special, int nanos) {
        Samples samples = new Samples();
        for (Family family : Family.values()) {
            samples.add(new SubjectName(SubjectName.EMPTY, phase, family), 0);
            samples.add(new SubjectName(SubjectName.EMPTY_REPLY, phase, family), 0);
            Stream<String> schedulers = Stream.concat(Balancing.CONSTANT.stream(), Balancing.LINEAR.stream())
                    .map(Balancing::program);
            for (String program : Stream.concat(PROGRAMS.stream(), schedulers).toList()) {
                samples.add(new SubjectName(program, phase, family), program.equals(special) ? nanos : 50);
            }
        }
        return new Measured(phase, flows, samples);
    }
}
