package dev.weir.dataplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.dataplane.DataPlaneException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No slot is in two tables, and what is given up becomes one stretch again after its rest. */
final class SlotAllocatorTest {
    private static final int CAPACITY = 100;
    private static final Duration REST = Duration.ofSeconds(2);

    private final AtomicLong nanoTime = new AtomicLong();
    private final SlotAllocator slots = new SlotAllocator(CAPACITY, REST, nanoTime::get);

    private record Stretch(int base, int length) {}

    @Test
    void emptyTableTakesNoSlot() {
        assertThat(slots.take(0)).isZero();
        assertThat(slots.take(CAPACITY)).isZero();
    }

    @Test
    void givenBackNeighboursAreOneStretchAfterTheirRest() {
        int first = slots.take(50);
        int second = slots.take(50);
        slots.giveBack(second, 50);
        slots.giveBack(first, 50);
        assertThatThrownBy(() -> slots.take(1))
                .isInstanceOf(DataPlaneException.class)
                .hasMessageContaining("director.capacity.scheduler-slots")
                .hasMessageContaining("(100 given up a moment ago");

        nanoTime.addAndGet(REST.toNanos());
        assertThat(slots.take(100)).isZero();
    }

    @Test
    void stretchInUseSinceBeforeIsNotHandedOut() {
        assertThat(slots.reserve(10, 80)).isTrue();

        assertThat(slots.take(10)).isZero();
        assertThat(slots.take(10)).isEqualTo(90);
    }

    @Test
    void stretchesThatOverlapOrLeaveTheMapAreRefused() {
        assertThat(slots.reserve(10, 10)).isTrue();

        assertThat(slots.reserve(19, 1)).isFalse();
        assertThat(slots.reserve(5, 6)).isFalse();
        assertThat(slots.reserve(95, 6)).isFalse();
        assertThat(slots.reserve(20, 80)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomUseNeverHandsASlotOutTwiceAndLosesNone(long seed) {
        Random random = new Random(seed);
        List<Stretch> held = new ArrayList<>();
        BitSet taken = new BitSet();
        for (int step = 0; step < 2_000; step++) {
            if (random.nextBoolean() && !held.isEmpty()) {
                Stretch stretch = held.remove(random.nextInt(held.size()));
                taken.clear(stretch.base, stretch.base + stretch.length);
                slots.giveBack(stretch.base, stretch.length);
                nanoTime.addAndGet(REST.toNanos());
            } else if (taken.cardinality() < CAPACITY / 3) {
                Stretch stretch = take(1 + random.nextInt(5));
                assertThat(taken.get(stretch.base, stretch.base + stretch.length)
                                .isEmpty())
                        .isTrue();
                taken.set(stretch.base, stretch.base + stretch.length);
                held.add(stretch);
            }
        }
        held.forEach(stretch -> slots.giveBack(stretch.base, stretch.length));
        nanoTime.addAndGet(REST.toNanos());

        assertThat(slots.take(CAPACITY)).isZero();
    }

    private Stretch take(int length) {
        return new Stretch(slots.take(length), length);
    }
}
