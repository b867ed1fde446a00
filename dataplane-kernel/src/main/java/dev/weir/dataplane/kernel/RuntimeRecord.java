package dev.weir.dataplane.kernel;

import dev.weir.linux.Mapping;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.Field;
import dev.weir.linux.bpf.RecordLayout;
import dev.weir.model.ConnectionState;
import dev.weir.model.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The map {@code runtime}: the packet path's clock and its connection table's state. Any thread may read it. */
final class RuntimeRecord implements AutoCloseable {
    private final Mapping mapping;
    private final Memory memory;
    private final Numbers numbers;
    private final Field now;
    private final Field features;
    private final Field used;
    private final Field recorded;

    /** By the packet path's number of the state. */
    private final List<Field> timeouts;

    RuntimeRecord(BpfMap map, Btf btf, Numbers numbers) {
        mapping = map.map(Mapping.Access.READ_WRITE);
        memory = mapping.memory();
        this.numbers = numbers;
        RecordLayout layout = btf.record("runtime");
        now = layout.field("now");
        features = layout.field("features");
        used = layout.field("used");
        recorded = layout.field("recorded");
        Field all = layout.field("timeout");
        timeouts = IntStream.range(0, all.count()).mapToObj(all::element).toList();
    }

    /** The clock, in ticks; wraps around at 32 bits. */
    int now() {
        return (int) now.get(memory);
    }

    /** How many entries of the connection table were ever used: those from 1 to this, or to the table's end. */
    long used() {
        return used.get(memory);
    }

    /** How many connections are recorded. */
    long recorded() {
        return recorded.get(memory);
    }

    /** How long a connection of a state is kept. */
    long timeoutTicks(int state) {
        return timeouts.get(state).get(memory);
    }

    void setTimeouts(Timeouts wanted) {
        for (ConnectionState state : ConnectionState.values()) {
            timeouts.get(numbers.of(state)).set(memory, numbers.ticks(wanted.of(state)));
        }
    }

    Duration ofTicks(long ticks) {
        return numbers.ofTicks(ticks);
    }

    /** What any service asks for, as the packet path numbers it. */
    int features() {
        return (int) features.get(memory);
    }

    void setFeatures(int wanted) {
        features.set(memory, wanted);
    }

    @Override
    public void close() {
        mapping.close();
    }
}
