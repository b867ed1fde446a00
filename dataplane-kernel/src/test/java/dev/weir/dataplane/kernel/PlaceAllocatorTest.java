package dev.weir.dataplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.dataplane.DataPlaneException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Places are handed out once, lowest first, and rest before they are handed out again, until nothing is there. */
final class PlaceAllocatorTest {
    private final AtomicLong nanoTime = new AtomicLong(-5);
    private final Set<Integer> busy = new HashSet<>();
    private final PlaceAllocator places =
            new PlaceAllocator("servers", 1, 3, Duration.ofSeconds(2), nanoTime::get, place -> !busy.contains(place));

    @Test
    void lowestFreePlaceComesFirst() {
        assertThat(places.take()).isEqualTo(1);
        assertThat(places.take()).isEqualTo(2);
    }

    @Test
    void placeInUseSinceBeforeIsNotHandedOut() {
        assertThat(places.reserve(1)).isTrue();
        assertThat(places.reserve(1)).isFalse();
        assertThat(places.take()).isEqualTo(2);
    }

    @Test
    void placeThatWasUsedRestsBeforeItIsUsedAgain() {
        places.take();
        places.giveBack(1);
        assertThat(places.take()).isEqualTo(2);

        nanoTime.addAndGet(Duration.ofSeconds(2).toNanos() - 1);
        assertThat(places.take()).isEqualTo(3);

        nanoTime.incrementAndGet();
        assertThat(places.take()).isEqualTo(1);
    }

    @Test
    void placeWithConnectionsIsNotUsedAgainUntilTheyHaveLeft() {
        takeAll();
        places.giveBack(1);
        places.giveBack(2);
        busy.addAll(Set.of(1, 2));
        nanoTime.addAndGet(Duration.ofSeconds(2).toNanos());

        assertThatThrownBy(places::take)
                .isInstanceOf(DataPlaneException.class)
                .hasMessageContaining("connections that were of 2 given up before still leave: try again in a second");
        busy.remove(2);
        assertThat(places.take()).isEqualTo(2);
    }

    @Test
    void placeMayBeTakenBackWhileItRestsAndIsNotHandedOutThen() {
        takeAll();
        places.giveBack(1);
        places.takeBack(1);
        nanoTime.addAndGet(Duration.ofSeconds(2).toNanos());

        assertThatThrownBy(places::take).hasMessageContaining("all 3 servers are in use;");
    }

    private void takeAll() {
        for (int i = 0; i < 3; i++) {
            places.take();
        }
    }

    @Test
    void placeThatNobodySawIsFreeAtOnce() {
        places.take();
        places.giveBackUnused(1);

        assertThat(places.take()).isEqualTo(1);
    }

    @Test
    void fullCapacityIsToldWithItsKeyAndWhatWillSoonBeFree() {
        takeAll();
        places.giveBack(2);

        assertThatThrownBy(places::take)
                .isInstanceOf(DataPlaneException.class)
                .hasMessageContaining("all 3 servers are in use (1 given up a moment ago")
                .hasMessageContaining("director.capacity.servers");
    }
}
