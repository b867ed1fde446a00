package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({
        "'', abc, 3",
        "abc, '', 3",
        "abc, abc, 0",
        "abc, acb, 1",
        "abc, ab, 1",
        "abc, xabc, 1",
        "abc, axc, 1",
        "kitten, sitting, 3",
        "servers, sevrers, 1"
    })
    void distanceCountsTypingErrors(String a, String b, int distance) {
        assertThat(Spelling.distance(a, b)).isEqualTo(distance);
    }

    @Test
    void nearestWordIsMeant() {
        assertThat(Spelling.nearest("Sevice", List.of("servers", "services", "scheduler")))
                .hasValue("services");
    }

    @Test
    void wordTooFarFromAnyMeansNone() {
        assertThat(Spelling.nearest("weight", List.of("servers", "vip"))).isEmpty();
        assertThat(Spelling.nearest("x".repeat(100_000), List.of("servers", "vip")))
                .isEmpty();
    }
}
