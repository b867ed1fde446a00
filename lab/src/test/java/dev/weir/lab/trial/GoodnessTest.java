package dev.weir.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoodnessTest {
    private static final Map<String, Integer> EQUAL = Map.of("s1", 1, "s2", 1, "s3", 1);

    /** Critical values of the chi-square distribution with two degrees of freedom, as tables have them. */
    @ParameterizedTest
    @CsvSource({"1.386, 0.50", "4.605, 0.10", "5.991, 0.05", "9.210, 0.01", "13.816, 0.001"})
    void tailOfThreeSharesIsThatOfTheTables(double chiSquare, double p) {
        // One off by d, another by -d: 2 d^2 / 1000 is the chi-square.
        int d = (int) Math.round(Math.sqrt(chiSquare * 1_000_000 / 2));
        Map<String, Integer> seen = Map.of("s1", 1_000_000 + d, "s2", 1_000_000 - d, "s3", 1_000_000);

        assertThat(Goodness.of(seen, EQUAL).p()).isEqualTo(p, within(p / 100));
    }

    /** 18.467 is the table's value for four degrees of freedom and 0.001. */
    @Test
    void tailOfFiveSharesIsThatOfTheTables() {
        Map<String, Integer> seen =
                Map.of("a", 1_003_039, "b", 996_961, "c", 1_000_000, "d", 1_000_000, "e", 1_000_000);
        Map<String, Integer> shares = Map.of("a", 1, "b", 1, "c", 1, "d", 1, "e", 1);

        assertThat(Goodness.of(seen, shares).p()).isEqualTo(0.001, within(0.00005));
    }

    @Test
    void countsThatFollowTheWeightsHold() {
        Goodness exact = Goodness.of(Map.of("s1", 40, "s2", 80, "s3", 120), Map.of("s1", 1, "s2", 2, "s3", 3));

        assertThat(exact.p()).isEqualTo(1);
        assertThat(exact.holds()).isTrue();
    }

    @Test
    void evenCountsOfUnequalWeightsAreNoChance() {
        assertThat(Goodness.of(Map.of("s1", 80, "s2", 80, "s3", 80), Map.of("s1", 1, "s2", 2, "s3", 3))
                        .holds())
                .isFalse();
    }

    @Test
    void serverThatServedNobodyIsNoChance() {
        assertThat(Goodness.of(Map.of("s1", 96, "s2", 96), EQUAL).holds()).isFalse();
    }

    @Test
    void evenNumberOfSharesIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Goodness.of(Map.of(), Map.of("s1", 1, "s2", 1)));
    }
}
