package dev.weir.benchmarks.packet;

import dev.weir.linux.bpf.BpfProgram;
import dev.weir.linux.bpf.TestRun;
import dev.weir.linux.bpf.XdpVerdict;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A program that is measured, with the packets that it is measured on. */
final class Subject {
    private static final int LIVE_BATCH = 64;
    private static final double NANOS_PER_SECOND = 1e9;

    private final SubjectName name;
    private final BpfProgram program;
    private final Traffic traffic;
    private final Template template;
    private TestRun request;
    private final XdpVerdict expected;
    private final int flows;
    private Runnable before = () -> {};
    private Runnable after = () -> {};
    private int next;

    /**
     * Names the program and its packets.
     *
     * @param expected the verdict that every packet must get; another makes the figure worthless
     * @param flows how many flows the packets belong to, visited in turn from run to run
     */
    Subject(SubjectName name, BpfProgram program, Traffic traffic, Template template, XdpVerdict expected, int flows) {
        this.name = name;
        this.program = program;
        this.traffic = traffic;
        this.template = template;
        this.request = TestRun.of(template.bytes());
        this.expected = expected;
        this.flows = flows;
    }

    /** Has something done before each run, not timed. */
    Subject before(Runnable preparation) {
        before = preparation;
        return this;
    }

    /** Has something done after each run, not timed. */
    Subject after(Runnable restoration) {
        after = restoration;
        return this;
    }

    /** Has its packets come in by an interface of this thread's namespace, instead of the loopback. */
    Subject receivedOn(int interfaceIndex) {
        request = request.receivedOn(interfaceIndex, 0);
        return this;
    }

    SubjectName name() {
        return name;
    }

    /**
     * Runs it over so many packets.
     *
     * @return nanoseconds a packet, as the kernel measured them
     * @throws IllegalStateException if a packet got another verdict than expected
     */
    int run(int packets) {
        return run(packets, request.repeated(packets)).nanos();
    }

    /**
     * Runs it over so many packets that really go.
     *
     * @return packets a second
     */
    double runLive(int packets) {
        traffic.setLive(true);
        long start = System.nanoTime();
        run(packets, request.repeated(packets).live(LIVE_BATCH));
        long nanos = System.nanoTime() - start;
        traffic.setLive(false);
        return packets * NANOS_PER_SECOND / nanos;
    }

    private TestRun.Result run(int packets, TestRun run) {
        before.run();
        traffic.begin(template, flows, next);
        TestRun.Result result = program.run(run);
        next = (int) ((next + (long) packets) % flows);
        checkVerdicts(packets);
        after.run();
        return result;
    }

    private void checkVerdicts(int packets) {
        long right = traffic.count(expected);
        if (right != packets) {
            throw new IllegalStateException(name + ": only " + right + " of " + packets + " packets got the verdict "
                    + expected + "; all: " + verdicts());
        }
    }

    private String verdicts() {
        return Arrays.stream(XdpVerdict.values())
                .map(verdict -> verdict + " " + traffic.count(verdict))
                .collect(Collectors.joining(", "));
    }
}
