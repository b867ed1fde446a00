package dev.weir.benchmarks.packet;

import dev.weir.benchmarks.packet.SubjectName.Phase;
import dev.weir.linux.bpf.BpfObject;
import dev.weir.linux.bpf.BpfProgram;
import dev.weir.linux.bpf.XdpVerdict;
import dev.weir.model.Family;
import dev.weir.model.MacAddress;

/** The floor programs ({@code floors.bpf.c}), loaded for one family, with a table of their own. */
final class Floors implements Loaded {
    private final BpfObject object;
    private final Traffic traffic;
    private final Family family;

    /** Loads them; their table has room for as many flows as Weir's. */
    Floors(Family family, Visits visits) {
        this.family = family;
        object = ObjectFile.built("floors").open();
        object.definition("floor_flows").setMaxEntries(PacketPath.CAPACITY);
        object.definition("order").reuse(visits.map());
        object.load();
        traffic = new Traffic(object);
    }

    /** A program on the packets of clients. */
    Subject simple(String name, String program, Phase phase, XdpVerdict verdict, int flows) {
        int tcpFlags = phase == Phase.NEW ? Template.SYN : Template.ACK;
        return subject(name, program, phase, Template.fromClient(family, tcpFlags), verdict, flows);
    }

    /** The zero for the packets of servers. */
    Subject emptyReply(int flows) {
        Template reply = Template.fromServer(family, Template.ACK);
        return subject(SubjectName.EMPTY_REPLY, "empty", Phase.ESTABLISHED, reply, XdpVerdict.PASS, flows);
    }

    /** One look-up that hits, and a push; all flows must be {@linkplain #record recorded}. */
    Subject established(int flows) {
        return simple(SubjectName.FLOOR, "floor_established", Phase.ESTABLISHED, XdpVerdict.TX, flows);
    }

    /** One look-up that misses, an insert, and a push; the table is emptied after each run. */
    Subject beginning(int flows) {
        Subject forget = simple("forget", "floor_forget", Phase.NEW, XdpVerdict.PASS, flows);
        return recording(flows).after(() -> forget.run(flows));
    }

    /** Records the flows in the order of visits. */
    void record(int flows) {
        recording(flows).run(flows);
    }

    private Subject recording(int flows) {
        return simple(SubjectName.FLOOR, "floor_new", Phase.NEW, XdpVerdict.TX, flows);
    }

    private Subject subject(
            String name, String program, Phase phase, Template template, XdpVerdict verdict, int flows) {
        SubjectName subject = new SubjectName(name, phase, family);
        return new Subject(subject, program(program), traffic, template, verdict, flows);
    }

    /** Not measured: the first packet of each flow, sent as it is from one station to another. */
    Subject emission(int flows, MacAddress from, MacAddress to) {
        Template syn = Template.fromClient(family, Template.SYN).between(from, to);
        return subject("emission", "emit", Phase.NEW, syn, XdpVerdict.TX, flows);
    }

    /** Not measured: lets everything pass that arrives at the end of a cable. */
    BpfProgram pass() {
        return object.program("pass");
    }

    /** Not measured: what runs at the other end of a cable, and counts what arrives. */
    BpfProgram sink() {
        return object.program("sink");
    }

    /** How many frames have arrived at the sink. */
    long arrived() {
        return traffic.arrived();
    }

    private BpfProgram program(String name) {
        return object.program("measure_" + name);
    }

    @Override
    public void close() {
        traffic.close();
        object.close();
    }
}
