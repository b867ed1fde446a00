package dev.weir.dataplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.dataplane.Change;
import dev.weir.dataplane.Change.AddServer;
import dev.weir.dataplane.Change.AddService;
import dev.weir.dataplane.Change.ChangeOptions;
import dev.weir.dataplane.Change.ChangeScheduler;
import dev.weir.dataplane.Change.RemoveServer;
import dev.weir.dataplane.Change.RemoveService;
import dev.weir.dataplane.Change.SetNextHop;
import dev.weir.dataplane.DataPlaneException;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.ServerKey;
import dev.weir.model.Capacity;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import dev.weir.model.Match;
import dev.weir.model.Protocol;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceKey;
import dev.weir.model.ServiceOptions;
import dev.weir.model.VirtualService;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What no longer fits is refused with the capacity's key; what stood before stands, and works on. */
@Tag("root")
final class CapacityTest {
    private static final ServiceKey FIRST = Pool.key(1);
    private static final ServiceKey SECOND = Pool.key(2);

    private final TestStage stage = TestStage.set();
    private final KernelDataPlane plane =
            stage.open(stage.options(new Capacity(2, 3, 1_024, 1_024), TestStage.INTERFACES));

    private final MapReader maps = new MapReader(stage);

    @AfterEach
    void strike() {
        plane.close();
        stage.close();
    }

    private static AddService service(ServiceKey key, Scheduler scheduler) {
        return new AddService(key, scheduler, ForwardingMethod.NAT);
    }

    private static Change way(ServiceKey service, int number) {
        return new SetNextHop(new ServerKey(service, Pool.server(number, 1).endpoint()), Pool.way(number));
    }

    private static AddServer server(ServiceKey service, int number) {
        return new AddServer(service, Pool.server(number, 1));
    }

    private VirtualService held(ServiceKey service) {
        return Objects.requireNonNull(plane.observe().services().get(service));
    }

    private List<Integer> serversOf(ServiceKey service) {
        return held(service).servers().stream()
                .map(server -> (int) server.endpoint().address().low() & 0xff)
                .sorted()
                .toList();
    }

    @Test
    void serviceTooManyIsRefused() {
        plane.apply(new Plan(List.of(service(FIRST, Scheduler.RR), service(SECOND, Scheduler.RR))));

        assertThatThrownBy(() -> plane.apply(new Plan(List.of(service(Pool.key(3), Scheduler.RR)))))
                .isInstanceOf(DataPlaneException.class)
                .hasMessageContaining("all 2 services are in use")
                .hasMessageContaining("director.capacity.services");
        assertThat(plane.observe().services()).containsOnlyKeys(FIRST, SECOND);
    }

    @Test
    void serverTooManyIsRefusedAndThoseBeforeItServe() {
        Plan plan = new Plan(List.of(
                service(FIRST, Scheduler.RR), server(FIRST, 1), server(FIRST, 2), server(FIRST, 3), server(FIRST, 4)));

        assertThatThrownBy(() -> plane.apply(plan))
                .isInstanceOf(DataPlaneException.class)
                .hasMessageContaining("add server 10.0.0.4:8080")
                .hasMessageContaining("director.capacity.servers");
        assertThat(serversOf(FIRST)).containsExactly(1, 2, 3);
    }

    @Test
    void placeOfARemovedServerServesAgainAfterItsRest() {
        plane.apply(
                new Plan(List.of(service(FIRST, Scheduler.RR), server(FIRST, 1), server(FIRST, 2), server(FIRST, 3))));
        ServerKey leaving = new ServerKey(FIRST, Pool.server(2, 1).endpoint());
        plane.apply(new Plan(List.of(new RemoveServer(leaving))));
        Plan joining = new Plan(List.of(server(FIRST, 4)));

        assertThatThrownBy(() -> plane.apply(joining)).hasMessageContaining("1 given up a moment ago");
        stage.advanceClock(Holdings.REST);
        plane.apply(joining);
        assertThat(serversOf(FIRST)).containsExactly(1, 3, 4);
    }

    @Test
    void placeIsNotUsedAgainWhileConnectionsOfItsLastServerAreThere() {
        plane.apply(
                new Plan(List.of(service(FIRST, Scheduler.RR), server(FIRST, 1), server(FIRST, 2), server(FIRST, 3))));
        plane.apply(new Plan(
                List.of(new RemoveServer(new ServerKey(FIRST, Pool.server(2, 1).endpoint())))));
        stage.advanceClock(Holdings.REST);
        maps.setNumber(MapName.SERVER_LOADS, "server_load", 2, "inactive", 1);
        Plan joining = new Plan(List.of(server(FIRST, 4)));

        assertThatThrownBy(() -> plane.apply(joining))
                .hasMessageContaining("connections that were of 1 given up before still leave: try again in a second");
        maps.setNumber(MapName.SERVER_LOADS, "server_load", 2, "inactive", 0);
        plane.apply(joining);
        assertThat(serversOf(FIRST)).containsExactly(1, 3, 4);
    }

    @Test
    void indexOfAServiceIsNotUsedAgainWhilePersistentClientsOfItAreThere() {
        plane.apply(new Plan(List.of(service(FIRST, Scheduler.RR), service(SECOND, Scheduler.RR))));
        int index = maps.entry(FIRST).index();
        plane.apply(new Plan(List.of(new RemoveService(FIRST))));
        maps.setNumber(MapName.SERVICE_STATE, "service_state", index, "templates", 1);
        Plan third = new Plan(List.of(service(Pool.key(3), Scheduler.RR)));

        assertThatThrownBy(() -> plane.apply(third)).hasMessageContaining("try again in a second");
        maps.setNumber(MapName.SERVICE_STATE, "service_state", index, "templates", 0);
        plane.apply(third);
        assertThat(maps.entry(Pool.key(3)).index()).isEqualTo(index);
    }

    @Test
    void keyTooManyIsRefusedAndTheServiceIsAsItWas() {
        plane.apply(new Plan(List.of(service(FIRST, Scheduler.RR))));
        Match[] ports = IntStream.rangeClosed(1_000, 1_007)
                .mapToObj(port -> Match.of(Protocol.TCP, IpAddress.parse("192.0.2.77"), port))
                .toArray(Match[]::new);
        ServiceOptions tooMany = ServiceOptions.DEFAULT.withAlso(ports);

        assertThatThrownBy(() -> plane.apply(new Plan(List.of(new ChangeOptions(FIRST, Scheduler.RR, tooMany)))))
                .isInstanceOf(DataPlaneException.class)
                .hasMessageContaining("all 8 VIPs with a port")
                .hasMessageContaining("director.capacity.services");
        assertThat(held(FIRST).options()).isEqualTo(ServiceOptions.DEFAULT);
    }

    @Test
    void tableThatDoesNotFitLeavesItsServiceAsItWas() {
        plane.apply(new Plan(List.of(service(FIRST, Scheduler.SH), server(FIRST, 1), way(FIRST, 1))));
        plane.apply(new Plan(List.of(service(SECOND, Scheduler.SH), server(SECOND, 1), way(SECOND, 1))));
        plane.apply(new Plan(List.of(server(SECOND, 2), way(SECOND, 2))));
        Plan tooLarge = new Plan(List.of(new ChangeScheduler(SECOND, Scheduler.MH)));

        assertThatThrownBy(() -> plane.apply(tooLarge))
                .isInstanceOf(DataPlaneException.class)
                .hasMessageContaining("director.capacity.scheduler-slots");
        assertThat(held(SECOND).scheduler()).isEqualTo(Scheduler.SH);
        assertThat(serversOf(SECOND)).containsExactly(1, 2);
        stage.advanceClock(Holdings.REST);
        plane.apply(new Plan(List.of(new ChangeScheduler(SECOND, Scheduler.SED))));
        assertThat(held(SECOND).scheduler()).isEqualTo(Scheduler.SED);
    }
}
