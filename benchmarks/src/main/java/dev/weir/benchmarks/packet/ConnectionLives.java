package dev.weir.benchmarks.packet;

import dev.weir.model.Family;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Short connections through NAT, each of them whole: SYN, the server's answer, ACK, the client's FIN, the server's.
 * Nobody's process looks after the table meanwhile; its clock and its sweep run in the kernel.
 */
final class ConnectionLives {
    /** How many connections are counted out to the last. */
    static final int COUNTED = 1_000_000;

    /** The small table that is to hold several times as many connections as it has room for. */
    static final int SMALL_CAPACITY = 65_536;

    /** How often the small table is filled. */
    static final int FILLINGS = 3;

    /** Connections a second that come to the small table, if the machine can. */
    static final int RATE = 20_000;

    private static final int BATCH = 2_000;
    private static final long BATCH_NANOS = 1_000_000_000L * BATCH / RATE;
    private static final int ANSWER = Template.SYN | Template.ACK;
    private static final int END = Template.FIN | Template.ACK;

    private ConnectionLives() {}

    /** Opens and closes a million connections, lets their timeouts pass, and says how many are still counted. */
    static long left() {
        try (Visits visits = new Visits();
                PacketPath path = load(PacketPath.CAPACITY, visits)) {
            visits.inSequence(COUNTED);
            long before = path.tables().counted();
            for (Subject step : steps(path, COUNTED)) {
                step.run(COUNTED);
            }
            if (path.tables().recorded() != COUNTED) {
                throw new IllegalStateException("only " + path.tables().recorded() + " connections were recorded");
            }
            path.tables().pass(Timeouts.MAX);
            path.sweepAll();
            return path.tables().counted() - before + path.tables().recorded();
        }
    }

    /**
     * Sends three times as many connections as the small table holds, at a steady rate.
     *
     * @throws IllegalStateException if a packet is refused
     */
    static Duration overflow() {
        int connections = FILLINGS * SMALL_CAPACITY / BATCH * BATCH + BATCH;
        try (Visits visits = new Visits();
                PacketPath path = load(SMALL_CAPACITY, visits)) {
            visits.inSequence(connections);
            path.startClock();
            List<Subject> steps = steps(path, connections);
            long begin = System.nanoTime();
            for (int sent = 0; sent < connections; sent += BATCH) {
                for (Subject step : steps) {
                    step.run(BATCH);
                }
                long due = begin + (sent / BATCH + 1) * BATCH_NANOS;
                LockSupport.parkNanos(due - System.nanoTime());
            }
            return Duration.ofNanos(System.nanoTime() - begin);
        }
    }

    private static PacketPath load(int capacity, Visits visits) {
        PacketPath path = new PacketPath(
                ObjectFile.built("weir"),
                Family.IPV4,
                ForwardingMethod.NAT,
                Balancing.USUAL,
                capacity,
                visits,
                PacketPath.LOOPBACK);
        path.tables().setTimeouts(Timeouts.DEFAULT);
        return path;
    }

    private static List<Subject> steps(PacketPath path, int flows) {
        return List.of(
                path.fromClients(Template.SYN, flows),
                path.fromServers(ANSWER, flows),
                path.fromClients(Template.ACK, flows),
                path.fromClients(END, flows),
                path.fromServers(END, flows));
    }
}
