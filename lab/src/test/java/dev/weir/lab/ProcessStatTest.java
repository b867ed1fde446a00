package dev.weir.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessStatTest {
    @Test
    void nameWithBracketsAndSpacesIsPassedOver() {
        String stat = "42 (a) R (b c) S 1 42 42 0 -1 4194560 100 0 0 0 1 2 0 0 20 0 1 0 7777 1000 10";

        assertThat(ProcessStat.parse(stat)).isEqualTo(new ProcessStat('S', 7777));
    }

    @Test
    void processThatIsNotThereHasNone() {
        assertThat(ProcessStat.of(Integer.MAX_VALUE)).isEmpty();
    }
}
