package dev.weir.dataplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A range of ports is written as the fewest prefixes. */
final class PortPrefixTest {
    private static final int MOST_PREFIXES = 30;

    @Test
    void rangeIsTheWidestPrefixesThatFit() {
        assertThat(PortPrefix.covering(8000, 8999))
                .containsExactly(
                        new PortPrefix(8000, 10),
                        new PortPrefix(8064, 9),
                        new PortPrefix(8192, 7),
                        new PortPrefix(8704, 8),
                        new PortPrefix(8960, 11),
                        new PortPrefix(8992, 13));
    }

    @Test
    void onePortIsOnePrefixOfAllBits() {
        assertThat(PortPrefix.covering(443, 443)).containsExactly(PortPrefix.of(443));
    }

    @Test
    void allPortsWithNumbersAreNotThePrefixOfAny() {
        List<PortPrefix> all = PortPrefix.covering(1, 65_535);

        assertThat(all).hasSize(16).doesNotContain(PortPrefix.ANY);
        assertThat(all.getFirst()).isEqualTo(PortPrefix.of(1));
        assertThat(all.getLast()).isEqualTo(new PortPrefix(32_768, 1));
    }

    @Test
    void widestRangeTakesNoMorePrefixesThanTheMapHasRoomFor() {
        assertThat(PortPrefix.covering(1, 65_534)).hasSize(MOST_PREFIXES);
    }

    @Test
    void prefixesOfAnyRangeAreItsPortsOnceEachInOrder() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            int first = 1 + random.nextInt(65_535);
            int last = first + random.nextInt(65_536 - first);
            List<PortPrefix> prefixes = PortPrefix.covering(first, last);

            assertThat(prefixes.stream()
                            .flatMapToInt(prefix -> IntStream.rangeClosed(prefix.port(), prefix.lastPort())))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(first, last).boxed().toList());
        }
    }

    @Test
    void portBeyondThePrefixIsRefused() {
        assertThatThrownBy(() -> new PortPrefix(8001, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10 bits of 8001");
    }
}
