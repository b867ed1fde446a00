package dev.weir.benchmarks.packet;

import dev.weir.benchmarks.packet.SubjectName.Phase;
import dev.weir.linux.bpf.BpfObject;
import dev.weir.linux.bpf.BpfProgram;
import dev.weir.linux.bpf.TestRun;
import dev.weir.linux.bpf.XdpVerdict;
import dev.weir.model.Family;
import dev.weir.model.ForwardingMethod;
import java.util.List;
import java.util.Locale;

/** Weir's packet path ({@code weir.bpf.c}), loaded for one family and forwarding method, with tables of its own. */
final class PacketPath implements Loaded {
    /** Connections that its table has room for; no fewer than the most flows that are measured. */
    static final int CAPACITY = 1 << 20;

    /** As which BPF_PROG_TEST_RUN presents its packets unless told otherwise: what goes out there is transmitted. */
    static final int LOOPBACK = 1;

    /** The methods that are measured. */
    static final List<ForwardingMethod> METHODS =
            List.of(ForwardingMethod.NAT, ForwardingMethod.TUNNELLING, ForwardingMethod.DIRECT_ROUTING);

    private final BpfObject object;
    private final Traffic traffic;
    private final Tables tables;
    private final BpfProgram program;
    private final Family family;
    private final int interfaceIndex;

    /** Loads it, with one service of {@link Hosts#SERVERS} servers, round robin. */
    PacketPath(ObjectFile file, Family family, ForwardingMethod method, Visits visits, int interfaceIndex) {
        this(file, family, method, Balancing.USUAL, CAPACITY, visits, interfaceIndex);
    }

    /**
     * Loads it, with one service.
     *
     * @param capacity how many connections it can record
     * @param interfaceIndex by which packets come and go
     */
    PacketPath(
            ObjectFile file,
            Family family,
            ForwardingMethod method,
            Balancing balancing,
            int capacity,
            Visits visits,
            int interfaceIndex) {
        this.family = family;
        this.interfaceIndex = interfaceIndex;
        object = file.open();
        Tables.size(object, capacity, balancing);
        object.definition("order").reuse(visits.map());
        object.load();
        traffic = new Traffic(object);
        program = object.program("measure_weir");
        tables = new Tables(object);
        tables.addService(family, method, balancing, interfaceIndex);
    }

    Tables tables() {
        return tables;
    }

    /** Packets of recorded flows from their clients; the flows must be {@linkplain #record recorded}. */
    Subject established(String name, int flows) {
        Template ack = Template.fromClient(family, Template.ACK);
        return subject(name, Phase.ESTABLISHED, ack, flows).before(tables::advanceClock);
    }

    /** Packets of recorded flows from their servers. */
    Subject replies(String name, int flows) {
        Template ack = Template.fromServer(family, Template.ACK);
        return subject(name, Phase.ESTABLISHED, ack, flows).before(tables::advanceClock);
    }

    /** Packets that begin flows; the tables are emptied after each run. */
    Subject beginning(String name, int flows) {
        Template syn = Template.fromClient(family, Template.SYN);
        return subject(name, Phase.NEW, syn, flows).before(tables::advanceClock).after(tables::empty);
    }

    /** Has the packet path itself record the flows, in the order of visits: a SYN of each, then an ACK of each. */
    void record(int flows) {
        subject("recording", Phase.NEW, Template.fromClient(family, Template.SYN), flows)
                .run(flows);
        subject("recording", Phase.NEW, Template.fromClient(family, Template.ACK), flows)
                .run(flows);
    }

    /** Packets of so many flows with those flags of TCP, from their clients; in the order of visits. */
    Subject fromClients(int tcpFlags, int flows) {
        return subject("clients", Phase.ESTABLISHED, Template.fromClient(family, tcpFlags), flows);
    }

    /** Likewise from their servers. */
    Subject fromServers(int tcpFlags, int flows) {
        return subject("servers", Phase.ESTABLISHED, Template.fromServer(family, tcpFlags), flows);
    }

    /** Starts the packet path's own clock, and with it the sweep; both run in the kernel until this is closed. */
    void startClock() {
        call("start_clock");
    }

    /** Has every entry looked at once, by the clock as it stands. */
    void sweepAll() {
        call("sweep_all");
    }

    private void call(String name) {
        XdpVerdict verdict = object.program(name).run(TestRun.of(new byte[64])).xdpVerdict();
        if (verdict != XdpVerdict.PASS) {
            throw new IllegalStateException("program " + name + " answers " + verdict);
        }
    }

    private Subject subject(String name, Phase phase, Template template, int flows) {
        SubjectName subject = new SubjectName(name, phase, family);
        Subject measured = new Subject(subject, program, traffic, template, XdpVerdict.TX, flows);
        return interfaceIndex == LOOPBACK ? measured : measured.receivedOn(interfaceIndex);
    }

    /** The method's name as the tables of the bench spell it. */
    static String text(ForwardingMethod method) {
        return method.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void close() {
        tables.close();
        traffic.close();
        object.close();
    }
}
