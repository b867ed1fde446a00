package dev.weir.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KernelReleaseTest {
    @Test
    void releasesAreComparedByTheirNumbers() {
        KernelRelease release = KernelRelease.parse("6.1.0-30-cloud-amd64");

        assertThat(release.isAtLeast(6, 1)).isTrue();
        assertThat(release.isAtLeast(5, 19)).isTrue();
        assertThat(release.isAtLeast(6, 2)).isFalse();
        assertThat(release.isAtLeast(7, 0)).isFalse();
        assertThat(KernelRelease.parse("6.18.44").isAtLeast(6, 6)).isTrue();
    }

    @Test
    void textWithoutNumbersIsRefused() {
        assertThatThrownBy(() -> KernelRelease.parse("six")).hasMessage("'six' is no kernel release");
    }

    @Test
    void runningKernelHasOne() {
        assertThat(KernelRelease.running().major()).isPositive();
    }
}
