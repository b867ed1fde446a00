package dev.weir.benchmarks.packet;

import dev.weir.benchmarks.packet.SubjectName.Phase;
import dev.weir.linux.bpf.XdpVerdict;
import dev.weir.model.Family;
import dev.weir.model.ForwardingMethod;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Packets a second over a veth pair, by BPF_F_TEST_XDP_LIVE_FRAMES: one processor makes the frames, runs the program
 * and transmits, and most often receives them as well. IPv4, established flows in random order.
 */
final class LiveBench implements AutoCloseable {
    private static final int FLOWS = 10_000;
    private static final int ROUNDS = 5;
    private static final int PACKETS = 2_000_000;

    private final Visits visits = new Visits();
    private final Floors floors = new Floors(Family.IPV4, visits);
    private final Cable cable = Cable.lay(floors.sink());
    private final Deque<Loaded> loaded = new ArrayDeque<>();
    private final Map<String, Subject> subjects = new LinkedHashMap<>();

    /** Measures drop, transmit and each forwarding method in turn, and returns the medians. */
    static List<LiveRate> measure(Progress progress) {
        try (LiveBench bench = new LiveBench()) {
            return bench.cable.namespace().run(() -> bench.run(progress));
        }
    }

    private List<LiveRate> run(Progress progress) {
        load();
        Map<String, List<LiveRate>> rates = new LinkedHashMap<>();
        for (int round = 1; round <= ROUNDS; round++) {
            progress.at("live frames", FLOWS, round, ROUNDS);
            subjects.forEach((name, subject) ->
                    rates.computeIfAbsent(name, _ -> new ArrayList<>()).add(rate(name, subject)));
        }
        return rates.values().stream().map(LiveRate::median).toList();
    }

    private void load() {
        visits.inSequence(FLOWS);
        subjects.put(SubjectName.DROP, simple(SubjectName.DROP, "drop_all", XdpVerdict.DROP));
        subjects.put(SubjectName.TRANSMIT, simple(SubjectName.TRANSMIT, "transmit", XdpVerdict.TX));
        ObjectFile built = ObjectFile.built("weir");
        for (ForwardingMethod method : PacketPath.METHODS) {
            PacketPath path = new PacketPath(built, Family.IPV4, method, visits, cable.nearIndex());
            loaded.push(path);
            path.record(FLOWS);
            String name = PacketPath.text(method);
            subjects.put(name, path.established(name, FLOWS));
        }
        visits.shuffled(FLOWS);
    }

    private Subject simple(String name, String program, XdpVerdict verdict) {
        return floors.simple(name, program, Phase.ESTABLISHED, verdict, FLOWS).receivedOn(cable.nearIndex());
    }

    private LiveRate rate(String name, Subject subject) {
        long before = floors.arrived();
        double rate = subject.runLive(PACKETS);
        long arrived = floors.arrived() - before;
        return new LiveRate(name, rate, rate * arrived / PACKETS);
    }

    @Override
    public void close() {
        loaded.forEach(Loaded::close);
        cable.close();
        floors.close();
        visits.close();
    }
}
