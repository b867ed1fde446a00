package dev.weir.dataplane.kernel;

import dev.weir.dataplane.DataPlaneException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Divides {@code scheduler_slots} among the services' tables: first fit, neighbours that are free become one stretch.
 * What is given back rests, for a packet may still be reading there. Owned by the director's thread.
 */
final class SlotAllocator {
    private final int capacity;
    private final long restNanos;
    private final LongSupplier nanoTime;

    /** Length by base of each free stretch; no two touch. */
    private final TreeMap<Integer, Integer> free = new TreeMap<>();

    private final Queue<Resting> resting = new ArrayDeque<>();

    private record Resting(int base, int length, long sinceNanos) {}

    SlotAllocator(int capacity, Duration rest, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.restNanos = rest.toNanos();
        this.nanoTime = nanoTime;
        free.put(0, capacity);
    }

    /**
     * A stretch of that length; 0 for an empty one.
     *
     * @return where it begins
     * @throws DataPlaneException if there is none
     */
    int take(int length) {
        endRests();
        if (length == 0) {
            return 0;
        }
        for (Map.Entry<Integer, Integer> stretch : free.entrySet()) {
            if (stretch.getValue() >= length) {
                int base = stretch.getKey();
                cut(base, stretch.getValue(), base, length);
                return base;
            }
        }
        int soon = resting.stream().mapToInt(Resting::length).sum();
        throw new DataPlaneException(CapacityReached.message("scheduler-slots", capacity, soon));
    }

    /** Takes a stretch that is in use since before this allocator was; false if it isn't wholly free. */
    boolean reserve(int base, int length) {
        if (length == 0) {
            return true;
        }
        Map.Entry<Integer, Integer> stretch = free.floorEntry(base);
        if (stretch == null || base + length > stretch.getKey() + stretch.getValue()) {
            return false;
        }
        cut(stretch.getKey(), stretch.getValue(), base, length);
        return true;
    }

    /** Cuts the taken part out of a free stretch. */
    private void cut(int stretch, int stretchLength, int base, int length) {
        free.remove(stretch);
        if (base > stretch) {
            free.put(stretch, base - stretch);
        }
        int rest = stretch + stretchLength - (base + length);
        if (rest > 0) {
            free.put(base + length, rest);
        }
    }

    void giveBack(int base, int length) {
        if (length > 0) {
            resting.add(new Resting(base, length, nanoTime.getAsLong()));
        }
    }

    private void endRests() {
        long now = nanoTime.getAsLong();
        while (!resting.isEmpty() && now - resting.element().sinceNanos >= restNanos) {
            Resting rested = resting.remove();
            release(rested.base, rested.length);
        }
    }

    private void release(int base, int length) {
        int begin = base;
        int end = base + length;
        Map.Entry<Integer, Integer> before = free.floorEntry(base);
        if (before != null && before.getKey() + before.getValue() == base) {
            begin = before.getKey();
        }
        Integer behind = free.remove(end);
        if (behind != null) {
            end += behind;
        }
        free.put(begin, end - begin);
    }
}
