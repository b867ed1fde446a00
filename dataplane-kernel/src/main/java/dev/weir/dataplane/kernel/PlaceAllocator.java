package dev.weir.dataplane.kernel;

import dev.weir.dataplane.DataPlaneException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Optional;
import java.util.Queue;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;

/**
 * Hands out places in an array map: those given back first, else the lowest that is free. One that is given back rests
 * before it is handed out again, for a packet may still be on its way with it, and then until nothing is counted there
 * any more. Owned by the director's thread.
 */
final class PlaceAllocator {
    private static final int FEW = 16;

    /** What the places are in, as an operator names it: {@code servers}, say, is also the key of the capacity. */
    private final String what;

    private final int first;
    private final int end;
    private final long restNanos;
    private final LongSupplier nanoTime;
    private final IntPredicate isIdle;
    private final BitSet taken = new BitSet();
    private final Queue<Resting> resting = new ArrayDeque<>();

    /** Places whose rest is over, the one that was looked at last behind all others. */
    private final Queue<Integer> rested = new ArrayDeque<>();

    private record Resting(int place, long sinceNanos) {}

    /**
     * Hands out {@code count} places from {@code first} on.
     *
     * @param isIdle whether a place that was given back may be handed out again
     */
    PlaceAllocator(String what, int first, int count, Duration rest, LongSupplier nanoTime, IntPredicate isIdle) {
        this.what = what;
        this.first = first;
        this.end = first + count;
        this.restNanos = rest.toNanos();
        this.nanoTime = nanoTime;
        this.isIdle = isIdle;
    }

    /**
     * A free place.
     *
     * @throws DataPlaneException if there is none
     */
    int take() {
        endRests();
        return firstIdle(FEW)
                .or(this::lowestFree)
                .or(() -> firstIdle(rested.size()))
                .orElseThrow(() -> new DataPlaneException(
                        CapacityReached.message(what, end - first, resting.size(), rested.size())));
    }

    /** Of those that rested, looking at so many; the others are looked at next time. */
    private Optional<Integer> firstIdle(int tries) {
        for (int i = Math.min(tries, rested.size()); i > 0; i--) {
            int place = rested.remove();
            if (isIdle.test(place)) {
                return Optional.of(place);
            }
            rested.add(place);
        }
        return Optional.empty();
    }

    private Optional<Integer> lowestFree() {
        int place = taken.nextClearBit(first);
        if (place >= end) {
            return Optional.empty();
        }
        taken.set(place);
        return Optional.of(place);
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

    /** Hands out again a place that was given back, whatever is counted there. */
    void takeBack(int place) {
        resting.removeIf(one -> one.place == place);
        rested.removeIf(one -> one == place);
    }

    /** Takes a place back that nobody has seen. */
    void giveBackUnused(int place) {
        taken.clear(place);
    }

    private void endRests() {
        long now = nanoTime.getAsLong();
        while (!resting.isEmpty() && now - resting.element().sinceNanos >= restNanos) {
            rested.add(resting.remove().place);
        }
    }
}
