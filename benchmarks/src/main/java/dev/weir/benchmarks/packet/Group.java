package dev.weir.benchmarks.packet;

import dev.weir.benchmarks.packet.SubjectName.Phase;
import dev.weir.linux.bpf.XdpVerdict;
import dev.weir.model.Family;
import dev.weir.model.ForwardingMethod;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The programs that are measured in turn, with all their tables loaded and filled: of one phase, with so many
 * flows, of both families.
 */
final class Group implements AutoCloseable {
    private final Phase phase;
    private final int flows;
    private final Visits visits = new Visits();
    private final List<Subject> subjects = new ArrayList<>();
    private final Deque<Loaded> loaded = new ArrayDeque<>();

    private Group(Phase phase, int flows) {
        this.phase = phase;
        this.flows = flows;
    }

    /**
     * Loads all programs.
     *
     * @param phase whether the flows are recorded, or the tables empty when a round begins
     * @param flows how many flows there are, visited in random order
     * @param others other builds of the packet path, at most one, to be measured beside this one
     */
    static Group load(Phase phase, int flows, List<ObjectFile> others) {
        Group group = new Group(phase, flows);
        group.visits.inSequence(flows);
        ObjectFile built = ObjectFile.built("weir");
        for (Family family : Family.values()) {
            group.addFloors(family);
            for (ForwardingMethod method : PacketPath.METHODS) {
                group.addPath(built, "", family, method);
                others.forEach(file -> group.addPath(file, SubjectName.OTHER, family, method));
            }
        }
        if (phase == Phase.NEW) {
            Balancing.CONSTANT.forEach(group::addScheduler);
            Balancing.LINEAR.forEach(group::addScheduler);
        }
        group.addPath(built, SubjectName.AGAIN, Family.IPV4, ForwardingMethod.TUNNELLING);
        group.visits.shuffled(flows);
        return group;
    }

    private void addFloors(Family family) {
        Floors floors = new Floors(family, visits);
        loaded.push(floors);
        subjects.add(floors.simple(SubjectName.EMPTY, "empty", phase, XdpVerdict.PASS, flows));
        subjects.add(floors.simple(SubjectName.DROP, "drop_all", phase, XdpVerdict.DROP, flows));
        subjects.add(floors.simple(SubjectName.TRANSMIT, "transmit", phase, XdpVerdict.TX, flows));
        switch (phase) {
            case NEW -> subjects.add(floors.beginning(flows));
            case ESTABLISHED -> {
                subjects.add(floors.emptyReply(flows));
                floors.record(flows);
                subjects.add(floors.established(flows));
            }
        }
    }

    private void addPath(ObjectFile file, String suffix, Family family, ForwardingMethod method) {
        PacketPath path = new PacketPath(file, family, method, visits, PacketPath.LOOPBACK);
        loaded.push(path);
        String name = PacketPath.text(method) + suffix;
        switch (phase) {
            case NEW -> subjects.add(path.beginning(name, flows));
            case ESTABLISHED -> {
                path.record(flows);
                subjects.add(path.established(name, flows));
                if (method == ForwardingMethod.NAT) {
                    subjects.add(path.replies(SubjectName.NAT_REPLY + suffix, flows));
                }
            }
        }
    }

    /** New flows of a service with that scheduler, in tunnelling, the floor's own work. */
    private void addScheduler(Balancing balancing) {
        PacketPath path = new PacketPath(
                ObjectFile.built("weir"),
                Family.IPV4,
                ForwardingMethod.TUNNELLING,
                balancing,
                PacketPath.CAPACITY,
                visits,
                PacketPath.LOOPBACK);
        loaded.push(path);
        subjects.add(path.beginning(balancing.program(), flows));
    }

    /** Measures all programs in turn, so many rounds of so many packets. */
    Measured measure(int rounds, int packets, Progress progress) {
        Samples samples = new Samples();
        for (int round = 1; round <= rounds; round++) {
            progress.at(phase.text(), flows, round, rounds);
            for (Subject subject : subjects) {
                samples.add(subject.name(), subject.run(packets));
            }
        }
        return new Measured(phase, flows, samples);
    }

    @Override
    public void close() {
        loaded.forEach(Loaded::close);
        visits.close();
    }
}
