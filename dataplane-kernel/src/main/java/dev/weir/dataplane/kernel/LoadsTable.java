package dev.weir.dataplane.kernel;

import dev.weir.linux.Mapping;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.Field;
import dev.weir.linux.bpf.RecordLayout;
import dev.weir.model.Endpoint;
import dev.weir.model.RealServer;
import dev.weir.model.Thresholds;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The map {@code server_loads}: weights, roles and thresholds, written by the director's thread, and connections,
 * counted by the packet path; by the server's place. Read by any thread.
 */
final class LoadsTable implements AutoCloseable {
    private static final long NO_LIMIT = 0xffff_ffffL;

    private final Numbers numbers;
    private final Mapping mapping;
    private final Memory memory;
    private final long stride;
    private final Field active;
    private final Field inactive;
    private final Field weight;
    private final Field pull;
    private final Field full;
    private final Field upper;
    private final Field lower;
    private final Field setLower;
    private final Field ramp;
    private final Field role;
    private final Field templates;
    private final Field latency;

    LoadsTable(BpfMap map, Btf btf, Numbers numbers) {
        this.numbers = numbers;
        mapping = map.map(Mapping.Access.READ_WRITE);
        memory = mapping.memory();
        stride = map.mappedStride();
        RecordLayout layout = btf.record("server_load");
        active = layout.field("active");
        inactive = layout.field("inactive");
        weight = layout.field("weight");
        pull = layout.field("pull");
        full = layout.field("full");
        upper = layout.field("upper");
        lower = layout.field("lower");
        setLower = layout.field("set_lower");
        ramp = layout.field("ramp");
        role = layout.field("role");
        templates = layout.field("templates");
        latency = layout.field("latency");
    }

    /** Forgets the connections of the place's last server. */
    void clear(int place) {
        memory.slice(stride * place, stride).clear();
    }

    /** Writes what an operator asks of a server, where it is another than stands there. */
    void put(int place, RealServer server) {
        Thresholds thresholds = server.thresholds();
        set(place, weight, server.weight());
        set(place, ramp, server.ramp());
        set(place, role, numbers.of(server.role()));
        set(place, setLower, thresholds.lower());
        set(place, pull, server.pull());
        if (upper.get(memory, stride * place) != thresholds.upper() || lowerOf(place) != inForce(thresholds)) {
            set(place, upper, thresholds.upper());
            set(place, lower, inForce(thresholds));
            recomputeFull(place, thresholds.upper());
        }
    }

    /** Without an upper threshold any number is below the lower one: a flag that is set meanwhile ends by itself. */
    private static long inForce(Thresholds thresholds) {
        return thresholds.upper() == 0 ? NO_LIMIT : thresholds.effectiveLower();
    }

    private void recomputeFull(int place, int limit) {
        long connections = active(place) + inactive(place);
        if (limit == 0 || connections < lowerOf(place)) {
            set(place, full, 0);
        } else if (connections >= limit) {
            set(place, full, 1);
        }
    }

    private long lowerOf(int place) {
        return lower.get(memory, stride * place);
    }

    private void set(int place, Field field, long value) {
        if (field.get(memory, stride * place) != value) {
            field.set(memory, stride * place, value);
        }
    }

    /** The server that an operator asked for. */
    RealServer read(int place, Endpoint endpoint) {
        long base = stride * place;
        return new RealServer(
                endpoint,
                (int) weight.get(memory, base),
                new Thresholds((int) upper.get(memory, base), (int) setLower.get(memory, base)),
                numbers.role(role.get(memory, base)),
                (int) ramp.get(memory, base));
    }

    long active(int place) {
        return active.get(memory, stride * place);
    }

    long inactive(int place) {
        return inactive.get(memory, stride * place);
    }

    /** The clients that keep the server. */
    long templates(int place) {
        return templates.get(memory, stride * place);
    }

    /** How long it takes to answer a handshake; none if no answer was seen. */
    Optional<Duration> latency(int place) {
        long micros = latency.get(memory, stride * place);
        return micros == 0 ? Optional.empty() : Optional.of(Duration.of(micros, ChronoUnit.MICROS));
    }

    /** Whether it was full and is not below its lower threshold: the flag ends with the next packet that looks. */
    boolean isFull(int place) {
        long base = stride * place;
        return full.get(memory, base) != 0 && active(place) + inactive(place) >= lowerOf(place);
    }

    @Override
    public void close() {
        mapping.close();
    }
}
