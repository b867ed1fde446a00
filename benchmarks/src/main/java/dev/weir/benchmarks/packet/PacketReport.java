package dev.weir.benchmarks.packet;

import dev.weir.benchmarks.Bar;
import java.util.List;

/**
 * All that {@code weir bench packet} found out, as it is written in JSON.
 *
 * @param machine the kernel and the processor
 * @param rounds how often each program was run
 * @param packets on how many packets each time
 * @param figures of each program, with each number of flows
 * @param noise of each group, what the same program measured twice differed by, as a ratio
 * @param live packets a second over veth; empty if not asked for
 * @param bytesPerConnection kernel memory, of a million recorded connections
 * @param bars what must be reached, judged; empty unless asked for
 */
record PacketReport(
        String machine,
        int rounds,
        int packets,
        List<Measured.Row> figures,
        List<Noise> noise,
        List<LiveRate> live,
        double bytesPerConnection,
        List<Bar> bars) {
    /** The ratio of tunnelling to itself. */
    record Noise(String phase, int flows, double ratio) {}

    static PacketReport of(
            PacketBench bench,
            List<Measured> measured,
            List<LiveRate> live,
            double bytesPerConnection,
            List<Bar> bars) {
        return new PacketReport(
                PacketBench.machine(),
                bench.rounds(),
                bench.packets(),
                measured.stream().flatMap(group -> group.rows().stream()).toList(),
                measured.stream()
                        .map(group -> new Noise(group.phase().text(), group.flows(), group.again()))
                        .toList(),
                live,
                bytesPerConnection,
                bars);
    }
}
