package dev.weir.dataplane.kernel;

import dev.weir.dataplane.DataPlaneException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * Hands out places in an array map, the lowest free one first. One that is given back rests before it is handed out
 * again, for a packet may still be on its way with it. Owned by the director's thread.
 */
final class PlaceAllocator {
    /** What the places are in, as an operator names it: {@code servers}, say, is also the key of the capacity. */
    private final String what;

    private final int first;
    private final int end;
    private final long restNanos;
    private final LongSupplier nanoTime;
    private final BitSet taken = new BitSet();
    private final Queue<Resting> resting = new ArrayDeque<>();

    private record Resting(int place, long sinceNanos) {}

    /** Hands out {@code count} places from {@code first} on. */
    PlaceAllocator(String what, int first, int count, Duration rest, LongSupplier nanoTime) {
        this.what = what;
        this.first = first;
        this.end = first + count;
        this.restNanos = rest.toNanos();
        this.nanoTime = nanoTime;
    }

    /**
     * A free place.
     *
     * @throws DataPlaneException if there is none
     */
    int take() {
        endRests();
        int place = taken.nextClearBit(first);
        if (place >= end) {
            throw new DataPlaneException(CapacityReached.message(what, end - first, resting.size()));
        }
        taken.set(place);
        return place;
    }

    /** Takes a place that is in use since before this allocator was; false if it is taken already. */
    boolean reserve(int place) {
        if (taken.get(place)) {
            return false;
        }
        taken.set(place);
        return true;
    }

    /** Takes a place back that was used. */
    void giveBack(int place) {
        resting.add(new Resting(place, nanoTime.getAsLong()));
    }

    /** Takes a place back that nobody has seen. */
    void giveBackUnused(int place) {
        taken.clear(place);
    }

    private void endRests() {
        long now = nanoTime.getAsLong();
        while (!resting.isEmpty() && now - resting.element().sinceNanos >= restNanos) {
            taken.clear(resting.remove().place);
        }
    }
}
