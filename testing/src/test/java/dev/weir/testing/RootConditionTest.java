package dev.weir.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RootConditionTest {

    @Test
    void taggedTestIsSkippedWithoutRoot() {
        assertThat(RootCondition.judge(Set.of("root"), false).isDisabled()).isTrue();
    }

    @Test
    void taggedTestRunsAsRoot() {
        assertThat(RootCondition.judge(Set.of("root"), true).isDisabled()).isFalse();
    }

    @Test
    void untaggedTestRunsForEverybody() {
        assertThat(RootCondition.judge(Set.of(), false).isDisabled()).isFalse();
    }
}
