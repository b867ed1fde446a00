package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void caretStandsUnderTheColumnEvenAfterTabs() {
        assertThat(new Problem("f", 3, 4, "bad", "\ta\tbc", "").render()).isEqualTo("f:3:4: bad\n  \ta\tbc\n  \t \t^");
    }

    @Test
    void columnCountsCharactersAsTheyAreSeen() {
        assertThat(new Problem("f", 1, 3, "bad", "\ud83d\ude00 x", "").render())
                .isEqualTo("f:1:3: bad\n  \ud83d\ude00 x\n    ^");
    }

    @Test
    void longLineIsCutDownAboutTheColumn() {
        Problem problem = new Problem("f", 1, 501, "bad", "a".repeat(500) + "b".repeat(500), "mend it");

        assertThat(problem.render())
                .isEqualTo("f:1:501: bad\n  ..." + "a".repeat(80) + "b".repeat(80) + "...\n  " + " ".repeat(83)
                        + "^\n  mend it");
    }

    @Test
    void placeWithoutALineIsToldWithoutOne() {
        assertThat(new Problem("f", 1, 1, "empty", "", "write something").render())
                .isEqualTo("f:1:1: empty\n  write something");
    }
}
