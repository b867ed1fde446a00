package dev.weir.benchmarks.packet;

import dev.weir.linux.Mapping;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.BpfObject;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The order in which the flows are visited; all programs of a group share it. */
final class Visits implements AutoCloseable {
    private static final long SEED = 20260101;

    private final BpfMap map;
    private final Mapping mapping;

    Visits() {
        try (BpfObject object = ObjectFile.built("floors").open()) {
            object.load();
            map = object.map("order");
        }
        mapping = map.map(Mapping.Access.READ_WRITE);
    }

    BpfMap map() {
        return map;
    }

    /** How many flows there can be. */
    int capacity() {
        return map.info().maxEntries();
    }

    /** 0, 1, 2 and so on. */
    void inSequence(int flows) {
        for (int i = 0; i < flows; i++) {
            set(i, i);
        }
    }

    /** Each flow once, in an order that no prefetcher guesses: a Fisher-Yates shuffle, the same in every run. */
    void shuffled(int flows) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        inSequence(flows);
        for (int i = flows - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int flow = get(i);
            set(i, get(other));
            set(other, flow);
        }
    }

    private int get(int place) {
        return memory().getInt(place * map.mappedStride());
    }

    private void set(int place, int flow) {
        memory().setInt(place * map.mappedStride(), flow);
    }

    private Memory memory() {
        return mapping.memory();
    }

    @Override
    public void close() {
        mapping.close();
        map.close();
    }
}
