package dev.weir.benchmarks.packet;

import dev.weir.benchmarks.packet.SubjectName.Phase;
import dev.weir.linux.KernelRelease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the packet path, group by group.
 *
 * @param rounds how often each program is run
 * @param packets on how many packets each time; so many flows begin in a round of new ones
 * @param flows the numbers of recorded flows to measure with
 * @param others other builds of the packet path to measure beside this one
 */
record PacketBench(int rounds, int packets, List<Integer> flows, List<ObjectFile> others) {
    List<Measured> run(Progress progress) {
        List<Measured> measured = new ArrayList<>();
        for (int recorded : flows) {
            measured.add(measure(Phase.ESTABLISHED, recorded, progress));
        }
        measured.add(measure(Phase.NEW, packets, progress));
        return measured;
    }

    private Measured measure(Phase phase, int number, Progress progress) {
        try (Group group = Group.load(phase, number, others)) {
            return group.measure(rounds, packets, progress);
        }
    }

    /** The kernel, the processor, and how many of it. */
    static String machine() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            String processor = lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
            return "Linux " + KernelRelease.running() + ", "
                    + Runtime.getRuntime().availableProcessors() + " x " + processor;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
