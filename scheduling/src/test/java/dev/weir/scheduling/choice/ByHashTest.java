package dev.weir.scheduling.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Scheduler;
import dev.weir.model.ServiceFlag;
import dev.weir.model.ServiceOptions;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ByHashTest {
    private static final ServiceOptions FALLING_BACK = ServiceOptions.DEFAULT.withFlag(ServiceFlag.FALLBACK);
    private static final int QUARTER = 1 << 30;

    @ParameterizedTest
    @EnumSource(names = {"SH", "MH", "DH"})
    void hashMeansThePartOfTheTableThatItFallsInto(Scheduler scheduler) {
        Choice choice = Loads.choice(scheduler, 4);

        assertThat(choice.choose(Arrival.ofHash(0), Loads.idle(4))).hasValue(0);
        assertThat(choice.choose(Arrival.ofHash(QUARTER - 1), Loads.idle(4))).hasValue(0);
        assertThat(choice.choose(Arrival.ofHash(QUARTER), Loads.idle(4))).hasValue(1);
        assertThat(choice.choose(Arrival.ofHash(-1), Loads.idle(4))).hasValue(3);
    }

    @Test
    void fullServerRefusesItsClientsWithoutAFallback() {
        assertThat(Loads.choice(Scheduler.SH, 4).choose(Arrival.ofHash(0), Loads.withFull(Loads.idle(4), 0)))
                .isEmpty();
        assertThat(Loads.choice(Scheduler.SH, 0).choose(Arrival.ofHash(0), List.of()))
                .isEmpty();
    }

    /** Whatever the hash: the walk around finds the one slot in 256 whose server is not full. */
    @Test
    void fallbackFindsTheOnlyServerThatTakesNewConnections() {
        Choice choice =
                Loads.choice(Scheduler.SH, FALLING_BACK, IntStream.range(0, 256).toArray());
        int[] full = IntStream.range(0, 256).filter(server -> server != 77).toArray();
        List<Load> loads = Loads.withFull(Loads.idle(256), full);

        new Random(1)
                .ints(1_000)
                .forEach(hash ->
                        assertThat(choice.choose(Arrival.ofHash(hash), loads)).hasValue(77));
    }

    /** As the rounds of sh and dh have them, or as mh does. */
    @ParameterizedTest
    @EnumSource(names = {"SH", "MH", "DH"})
    void clientsOfAFullServerAreSpreadOverAllOthers(Scheduler scheduler) {
        int servers = 10;
        int[] slots = IntStream.range(0, 260)
                .map(slot -> scheduler == Scheduler.MH ? slot * 7 % 13 % servers : slot % servers)
                .toArray();
        Choice choice = Loads.choice(scheduler, FALLING_BACK, slots);
        List<Load> loads = Loads.withFull(Loads.idle(servers), 4);
        int[] counts = new int[servers];
        Random random = new Random(1);
        for (int i = 0; i < 90_000; i++) {
            int hash = random.nextInt();
            if (choice.choose(Arrival.ofHash(hash), Loads.idle(servers)).equals(OptionalInt.of(4))) {
                counts[choice.choose(Arrival.ofHash(hash), loads).orElseThrow()]++;
            }
        }

        assertThat(counts[4]).isZero();
        counts[4] = IntStream.of(counts).sum() / (servers - 1);
        assertThat(IntStream.of(counts).summaryStatistics().getMax())
                .isLessThan(3 * IntStream.of(counts).min().orElseThrow());
    }
}
