package dev.weir.dataplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Endpoint;
import dev.weir.model.IpAddress;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceOptions;
import dev.weir.model.VirtualService;
import dev.weir.scheduling.choice.Arrival;
import dev.weir.scheduling.choice.Choice;
import dev.weir.scheduling.choice.Load;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where the packet path draws lots, its choices are as likely as those of the model in Java: Pearson's chi-squared test at a
 * level of one in a million, over all pairs of slots that may be drawn.
 */
@Tag("root")
final class LotVectorsTest {
    private static final int DRAWS = 2_000;

    /** Standard deviations that a normal variable exceeds once in a million times. */
    private static final double ONE_IN_A_MILLION = 4.75;

    /** Servers that are rarely chosen are judged together, so that each cell is expected so often. */
    private static final double LEAST_EXPECTED = 50;

    private final SchedulerStage stage = new SchedulerStage();

    @AfterEach
    void strike() {
        stage.close();
    }

    @ParameterizedTest
    @CsvSource({
        "TWOS, 1", "TWOS, 2", "TWOS, 3", "TWOS, 10", "TWOS, 30",
        "LEAST_LATENCY, 1", "LEAST_LATENCY, 2", "LEAST_LATENCY, 3", "LEAST_LATENCY, 10", "LEAST_LATENCY, 30"
    })
    void packetPathPicksServersAsOftenAsTheModelSays(Scheduler scheduler, int size) {
        Random random = new Random(size);
        assertAsLikely(stage.hold(scheduler, ServiceOptions.DEFAULT, SchedulerStage.pool(size, random)), random);
    }

    @ParameterizedTest
    @CsvSource({"TWOS, 1000", "LEAST_LATENCY, 1000"})
    void packetPathPicksServersOfLargePoolsAsOftenAsTheModelSays(Scheduler scheduler, int size) {
        assertAsLikely(stage.hold(scheduler, ServiceOptions.DEFAULT, SchedulerStage.equalPool(size)), new Random(size));
    }

    private void assertAsLikely(VirtualService service, Random random) {
        List<Load> loads = new ArrayList<>(SchedulerStage.randomLoads(service, random));
        loads.set(loads.size() - 1, loads.getLast().withFull(false));
        double[] likely = likelihoods(service, loads);
        int[] chosen = new int[likely.length];
        Map<IpAddress, Integer> servers = new HashMap<>();
        for (int i = 0; i < likely.length; i++) {
            servers.put(service.servers().get(i).endpoint().address(), i);
        }
        for (int i = 0; i < DRAWS; i++) {
            stage.loads().set(service, loads);
            Endpoint client = new Endpoint(Traffic.client(i % 250).address(), 1_024 + i);
            IpAddress server = stage.traffic().open(client, service.key().vip()).orElseThrow();
            chosen[servers.getOrDefault(server, -1)]++;
        }
        assertFits(likely, chosen);
    }

    /** Of each server, over all pairs of slots, which are drawn equally often. */
    private static double[] likelihoods(VirtualService service, List<Load> loads) {
        Choice model = SchedulerStage.model(service);
        int slots = SchedulerStage.slots(service);
        double[] likely = new double[loads.size()];
        for (int first = 0; first < slots; first++) {
            for (int second = 0; second < slots; second++) {
                model.choose(Arrival.ofLots(lotOf(first, slots), lotOf(second, slots)), loads)
                        .ifPresent(server -> likely[server] += 1.0 / slots / slots);
            }
        }
        return likely;
    }

    /** A random number that means the slot. */
    private static int lotOf(int slot, int slots) {
        return (int) Math.ceilDiv((long) slot << Integer.SIZE, (long) slots);
    }

    private static void assertFits(double[] likely, int[] chosen) {
        int[] mostLikelyFirst = IntStream.range(0, likely.length)
                .boxed()
                .sorted(Comparator.comparingDouble(server -> -likely[server]))
                .mapToInt(Integer::intValue)
                .toArray();
        double chiSquared = 0;
        int cells = 0;
        double expected = 0;
        double left = 1;
        int seen = 0;
        for (int server : mostLikelyFirst) {
            if (likely[server] == 0) {
                assertThat(chosen[server])
                        .as("server %d can't be chosen", server)
                        .isZero();
            }
            expected += likely[server] * DRAWS;
            left -= likely[server];
            seen += chosen[server];
            boolean isCell = expected >= LEAST_EXPECTED && left * DRAWS >= LEAST_EXPECTED;
            if (isCell) {
                chiSquared += (seen - expected) * (seen - expected) / expected;
                cells++;
                expected = 0;
                seen = 0;
            }
        }
        chiSquared += (seen - expected) * (seen - expected) / expected;
        assertThat(chiSquared).isLessThanOrEqualTo(quantile(cells));
    }

    /** Of the chi-squared distribution, by Wilson and Hilferty. */
    private static double quantile(int degreesOfFreedom) {
        if (degreesOfFreedom == 0) {
            return 1e-9;
        }
        double part = 2.0 / (9 * degreesOfFreedom);
        return degreesOfFreedom * Math.pow(1 - part + ONE_IN_A_MILLION * Math.sqrt(part), 3);
    }
}
