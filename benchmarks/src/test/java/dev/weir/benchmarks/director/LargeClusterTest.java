package dev.weir.benchmarks.director;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.benchmarks.director.LargeCluster.Deviation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeClusterTest {
    private static final LargeCluster CLUSTER = new LargeCluster("192.0.2.10:80", "eth0");
    private static final List<String> USUAL = lines(Deviation.NONE);

    @Test
    void allServicesAndServersAreDifferent() {
        assertThat(USUAL)
                .filteredOn(line -> line.contains("- vip:"))
                .hasSize(1_000)
                .doesNotHaveDuplicates();
        assertThat(USUAL)
                .filteredOn(line -> line.contains("address:"))
                .hasSize(10_000)
                .doesNotHaveDuplicates();
    }

    @Test
    void changedWeightIsThatOfTheServerThatIsNamed() {
        List<String> changed = lines(Deviation.WEIGHT_CHANGED);

        assertThat(changed).hasSameSizeAs(USUAL);
        assertThat(changed)
                .filteredOn(line -> !USUAL.contains(line))
                .singleElement()
                .asString()
                .contains("address: 10.2.244.1,", "weight: 7");
        assertThat(Deviation.WEIGHT_CHANGED.server()).isEqualTo("10.2.244.1:8053");
    }

    @Test
    void addedServerIsTheOneThatIsNamed() {
        List<String> added = new ArrayList<>(lines(Deviation.ADDED));
        added.removeAll(USUAL);

        assertThat(added).singleElement().asString().contains("address: 10.2.244.11,");
        assertThat(Deviation.ADDED.server()).isEqualTo("10.2.244.11:8053");
    }

    @Test
    void removedServerIsTheOneThatIsNamed() {
        List<String> left = new ArrayList<>(USUAL);
        left.removeAll(lines(Deviation.REMOVED));

        assertThat(left).singleElement().asString().contains("address: 10.2.244.1,");
        assertThat(Deviation.REMOVED.server()).isEqualTo("10.2.244.1:8053");
    }

    private static List<String> lines(Deviation deviation) {
        return CLUSTER.text(deviation).lines().toList();
    }
}
