package dev.weir.dataplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dataplane.Change;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.ServerKey;
import dev.weir.model.IpAddress;
import dev.weir.model.Match;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceOptions;
import dev.weir.model.Thresholds;
import dev.weir.model.VirtualService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A change touches the map elements that it concerns, and no others: the maps are dumped before and after. */
@Tag("root")
final class FootprintTest {
    private static final VirtualService FIRST = Pool.service(1, Scheduler.WLC, 1, 1, 1);
    private static final VirtualService SECOND = Pool.service(5, Scheduler.WRR, 1, 1, 1);

    private final TestStage stage = TestStage.set();
    private final KernelDataPlane plane = stage.open();
    private MapDump before = MapDump.of(stage);

    @BeforeEach
    void hold() {
        Pool.apply(plane, FIRST, SECOND);
        before = MapDump.of(stage);
    }

    @AfterEach
    void strike() {
        plane.close();
        stage.close();
    }

    private Map<String, Integer> touched() {
        return MapDump.of(stage).differences(before);
    }

    @Test
    void planOfNothingTouchesNothing() {
        Pool.apply(plane, FIRST, SECOND);

        assertThat(touched()).isEmpty();
    }

    @Test
    void weightOfOneServerInWlcTouchesItsLoadOnly() {
        Pool.apply(plane, Pool.service(1, Scheduler.WLC, 1, 5, 1), SECOND);

        assertThat(touched()).isEqualTo(Map.of("server_loads", 1));
    }

    @ParameterizedTest
    @EnumSource(names = {"LC", "WLC", "SED", "NQ", "LBLC", "LBLCR"})
    void weightAndRampWhereSlotsOnlyListTheServersTouchTheLoadOnly(Scheduler scheduler) {
        VirtualService service = Pool.service(1, scheduler, 1, 1, 1);
        Pool.apply(plane, service, SECOND);
        before = MapDump.of(stage);
        Pool.apply(plane, Pool.service(1, scheduler, 1, 7, 1), SECOND);
        assertThat(touched()).isEqualTo(Map.of("server_loads", 1));

        RealServer slow = service.servers().getFirst().withRamp(10);
        plane.apply(new Plan(List.of(new Change.ChangeWeight(service.key(), slow))));
        assertThat(touched()).isEqualTo(Map.of("server_loads", 2));
    }

    @Test
    void thresholdsOfOneServerTouchItsLoadOnly() {
        RealServer limited = SECOND.servers().getFirst().withThresholds(new Thresholds(10, 5));
        plane.apply(new Plan(List.of(new Change.ChangeServer(SECOND.key(), limited))));

        assertThat(touched()).isEqualTo(Map.of("server_loads", 1));
    }

    @Test
    void anotherMatchTouchesTheServicesKeysAndItsVip() {
        Match match = new Match(Protocol.TCP, IpAddress.parse("192.0.2.77"), 8000, 8001);
        Pool.apply(plane, FIRST, SECOND.withOptions(ServiceOptions.DEFAULT.withAlso(match)));

        assertThat(touched()).isEqualTo(Map.of("service_ranges", 1, "addresses", 1));
    }

    @Test
    void weightOfOneServerInWrrTouchesItsLoadANewTableAndItsService() {
        Pool.apply(plane, FIRST, Pool.service(5, Scheduler.WRR, 1, 2, 1));

        assertThat(touched()).isEqualTo(Map.of("server_loads", 1, "scheduler_slots", 4, "services", 1));
    }

    @Test
    void newServerTouchesItsPlaceItsAddressANewTableAndItsService() {
        Pool.apply(plane, Pool.service(1, Scheduler.WLC, 1, 1, 1, 7), SECOND);

        assertThat(touched())
                .isEqualTo(
                        Map.of("servers", 1, "server_loads", 1, "scheduler_slots", 4, "services", 1, "addresses", 1));
    }

    @Test
    void removedServerTouchesItsPlaceANewTableAndItsService() {
        Pool.apply(plane, Pool.service(1, Scheduler.WLC, 1, 1), SECOND);

        assertThat(touched()).isEqualTo(Map.of("servers", 1, "scheduler_slots", 2, "services", 1));
    }

    @Test
    void nextHopOfOneServerTouchesItsRecordOnly() {
        ServerKey key = new ServerKey(FIRST.key(), Pool.server(2, 1).endpoint());
        plane.apply(new Plan(List.of(new Change.SetNextHop(key, Pool.way(9)))));

        assertThat(touched()).isEqualTo(Map.of("servers", 1));
    }

    @Test
    void removedServiceTouchesItsServersItsVipAndItself() {
        Pool.apply(plane, SECOND);

        assertThat(touched()).isEqualTo(Map.of("servers", 3, "services", 1, "addresses", 1));
    }
}
