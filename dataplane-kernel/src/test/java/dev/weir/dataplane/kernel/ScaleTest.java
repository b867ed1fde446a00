package dev.weir.dataplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dataplane.Plan;
import dev.weir.model.Capacity;
import dev.weir.model.Scheduler;
import dev.weir.model.VirtualService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Times with 1,000 services of 10 servers; the limits are generous, for machines that are busy. */
@Tag("root")
final class ScaleTest {
    private static final int SERVICES = 1_000;
    private static final int SERVERS = 10;

    private final TestStage stage = TestStage.set();
    private KernelDataPlane plane = stage.open(stage.options(Capacity.DEFAULT, TestStage.INTERFACES));

    @AfterEach
    void strike() {
        plane.close();
        stage.close();
    }

    private static List<VirtualService> services() {
        int[] weights = new int[SERVERS];
        Arrays.fill(weights, 2);
        Scheduler[] schedulers = Scheduler.values();
        List<VirtualService> services = new ArrayList<>();
        for (int i = 0; i < SERVICES; i++) {
            services.add(Pool.service(i, schedulers[i % schedulers.length], weights));
        }
        return services;
    }

    private static Duration timed(String what, Runnable work) {
        long begin = System.nanoTime();
        work.run();
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        System.out.println(what + ": " + taken.toMillis() + " ms");
        return taken;
    }

    @Test
    void thousandServicesAreAppliedAdoptedAndChangedFast() {
        List<VirtualService> services = services();
        Plan all = Pool.plan(plane, services);
        assertThat(timed("1,000 services x 10 servers applied", () -> plane.apply(all)))
                .isLessThan(Duration.ofSeconds(3));

        plane.close();
        assertThat(timed("adopted", () -> plane = stage.open(stage.options(Capacity.DEFAULT, TestStage.INTERFACES))))
                .isLessThan(Duration.ofSeconds(3));

        for (int service = 600; service < 600 + Scheduler.values().length; service++) {
            Scheduler scheduler = services.get(service).scheduler();
            services.set(service, Pool.service(service, scheduler, 2, 2, 2, 2, 2, 2, 2, 2, 2, 7));
            Plan one = Pool.plan(plane, services);
            assertThat(timed("one server of a service by " + scheduler + " changed", () -> plane.apply(one)))
                    .isLessThan(Duration.ofMillis(100));
        }
        assertThat(timed("observed", () -> plane.observe())).isLessThan(Duration.ofSeconds(1));
        assertThat(timed("statistics", () -> plane.statistics())).isLessThan(Duration.ofSeconds(1));
        assertThat(Pool.plan(plane, services)).isEqualTo(Plan.NOTHING);
        System.out.println(plane.facts().asTexts());
    }
}
