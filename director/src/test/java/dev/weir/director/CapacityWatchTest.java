package dev.weir.director;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dataplane.Statistics;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CapacityWatchTest {
    private final CapacityWatch watch = new CapacityWatch();

    private static Statistics refused(long packets) {
        return new Statistics(Map.of(), Map.of(), Map.of("table-full", packets, "fragment", 9L), Map.of(), 1000, 1000);
    }

    @Test
    void whatWasRefusedBeforeTheFirstLookIsNotNews() {
        assertThat(watch.look(refused(7))).isEmpty();
    }

    @Test
    void refusalsSinceTheLastLookAreToldWithTheMend() {
        watch.look(refused(7));
        assertThat(watch.look(refused(10)))
                .contains("the connection table is full: it refused 3 packets of new connections; 1000 of 1000 are"
                        + " recorded and served. Raise director.capacity.connections, or shorten the timeouts");
    }

    @Test
    void aTableThatRefusesNoMoreIsWellAgain() {
        watch.look(refused(7));
        watch.look(refused(10));
        assertThat(watch.look(refused(10))).isEmpty();
    }
}
