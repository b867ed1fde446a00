package dev.weir.linux.bpf;

import dev.weir.linux.ErrnoCall;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A packet for a program to be run on without a network, by BPF_PROG_TEST_RUN.
 *
 * <pre>{@code
 * TestRun.Result result = program.run(TestRun.of(frame).repeated(1_000_000));
 * }</pre>
 *
 * @param packet the packet, from its Ethernet header on
 * @param context the program's context, such as a {@code struct xdp_md}; empty for the kernel's default
 * @param repeat how often the program is run; each time on what the run before left
 * @param outputCapacity the longest packet that can come out, in bytes
 * @param liveBatch 0 for a dry run; otherwise the frames that the program transmits, redirects or passes really go
 *     (BPF_F_TEST_XDP_LIVE_FRAMES), so many in each batch
 */
// The arrays are the caller's, who does not compare requests.
@SuppressWarnings("ArrayRecordComponent")
public record TestRun(byte[] packet, byte[] context, int repeat, int outputCapacity, int liveBatch) {
    private static final int HEADROOM = 256;
    private static final byte[] NO_CONTEXT = {};

    /**
     * What came of it.
     *
     * @param verdict what the program returned the last time
     * @param packet the packet as it left it; empty in a live run
     * @param context the context as it left it; empty if none was given
     * @param nanos the average time of one run, in nanoseconds
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Result(int verdict, byte[] packet, byte[] context, int nanos) {
        /** The verdict of an XDP program; an unknown one counts as ABORTED, as in the kernel. */
        public XdpVerdict xdpVerdict() {
            return XdpVerdict.of(verdict);
        }
    }

    public TestRun {
        if (repeat < 1 || outputCapacity < 0 || liveBatch < 0) {
            throw new IllegalArgumentException("a test run has repeat >= 1, capacity >= 0 and batch >= 0, not " + repeat
                    + ", " + outputCapacity + ", " + liveBatch);
        }
    }

    /** One dry run on a packet; up to 256 bytes longer it may become. */
    public static TestRun of(byte... packet) {
        return new TestRun(packet, NO_CONTEXT, 1, packet.length + HEADROOM, 0);
    }

    /** The same, run so many times. */
    public TestRun repeated(int times) {
        return new TestRun(packet, context, times, outputCapacity, liveBatch);
    }

    /** The same, with a context of the program's kind. */
    public TestRun withContext(byte... bytes) {
        return new TestRun(packet, bytes, repeat, outputCapacity, liveBatch);
    }

    /**
     * The same, as if received by XDP on an interface of this thread's namespace.
     *
     * @param receiveQueue a receive queue of that interface, from 0
     */
    public TestRun receivedOn(int interfaceIndex, int receiveQueue) {
        return withContext(xdpContext(packet.length, interfaceIndex, receiveQueue));
    }

    /** The same, with frames that really go, {@code batch} in each batch, 1 to 256. */
    public TestRun live(int batch) {
        return new TestRun(packet, context, repeat, 0, batch);
    }

    /** A {@code struct xdp_md}: data, data_end, data_meta, ingress_ifindex, rx_queue_index, egress_ifindex. */
    private static byte[] xdpContext(int length, int interfaceIndex, int receiveQueue) {
        return ByteBuffer.allocate(24)
                .order(ByteOrder.nativeOrder())
                .putInt(4, length)
                .putInt(12, interfaceIndex)
                .putInt(16, receiveQueue)
                .array();
    }

    Result on(BpfProgram program) {
        try (Arena arena = Arena.ofConfined()) {
            TestRunOptions options = new TestRunOptions(arena, this);
            int fd = program.descriptor().number();
            ErrnoCall.checked("test run", program, errno ->
                    (int) Libbpf.PROGRAM_TEST_RUN.invokeExact(errno, fd, options.segment()));
            return options.result();
        }
    }
}
