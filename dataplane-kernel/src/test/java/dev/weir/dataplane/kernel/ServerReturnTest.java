package dev.weir.dataplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dataplane.Connection;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceFlag;
import dev.weir.model.ServiceOptions;
import dev.weir.model.VirtualService;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that returns finds its connections, where its service has them wait. */
@Tag("root")
final class ServerReturnTest {
    private static final ServiceOptions HOLDING = ServiceOptions.DEFAULT.withFlag(ServiceFlag.HOLD_GONE);
    private static final VirtualService FORGETFUL = Pool.service(1, Scheduler.RR, 1);
    private static final VirtualService PATIENT = FORGETFUL.withOptions(HOLDING);

    private final TestStage stage = TestStage.set();
    private KernelDataPlane plane = stage.open();
    private final MapReader maps = new MapReader(stage);
    private final Traffic traffic = new Traffic(stage);

    @AfterEach
    void strike() {
        traffic.close();
        plane.close();
        stage.close();
    }

    private List<Connection> connections() {
        List<Connection> seen = new ArrayList<>();
        plane.connections(seen::add);
        return seen;
    }

    private static VirtualService empty(VirtualService service) {
        return service.withServers(List.of());
    }

    @Test
    void connectionsWaitForTheReturnOfTheirServer() {
        Pool.apply(plane, PATIENT);
        traffic.open(1, PATIENT.key());
        List<Connection> before = connections();
        Pool.apply(plane, empty(PATIENT));
        assertThat(connections()).isEmpty();

        Pool.apply(plane, PATIENT);
        assertThat(connections())
                .extracting(Connection::client)
                .containsExactly(before.getFirst().client());
        assertThat(plane.statistics().services().get(PATIENT.key()))
                .satisfies(load -> assertThat(load.traffic().connections()).isEqualTo(1));
    }

    @Test
    void connectionsWaitThroughARestart() {
        Pool.apply(plane, PATIENT);
        traffic.open(1, PATIENT.key());
        Pool.apply(plane, empty(PATIENT));
        plane.close();
        plane = stage.open();
        Pool.apply(plane, PATIENT);

        assertThat(connections()).extracting(Connection::client).containsExactly(Traffic.client(1));
    }

    @Test
    void connectionsDoNotWaitWhereTheirServiceDoesNotAskForIt() {
        Pool.apply(plane, FORGETFUL);
        traffic.open(1, FORGETFUL.key());
        Pool.apply(plane, empty(FORGETFUL));
        Pool.apply(plane, FORGETFUL);

        assertThat(connections()).isEmpty();
    }

    @Test
    void waitEndsWhenTheServiceAsksForItNoMore() {
        Pool.apply(plane, PATIENT);
        int place = placeOfServer();
        Pool.apply(plane, empty(PATIENT));
        assertThat(flags(place)).isEqualTo(maps.constant("SERVER_HOLDS") | maps.constant("SERVER_COUNTED"));

        Pool.apply(plane, empty(FORGETFUL));
        assertThat(flags(place)).isEqualTo(maps.constant("SERVER_COUNTED"));
    }

    @Test
    void waitEndsWithTheService() {
        Pool.apply(plane, PATIENT);
        int place = placeOfServer();
        Pool.apply(plane, empty(PATIENT));
        Pool.apply(plane);

        assertThat(flags(place)).isZero();
    }

    @Test
    void generationStaysUntilAnotherServerHasThePlace() {
        Pool.apply(plane, PATIENT);
        int place = placeOfServer();
        long generation = generation(place);
        Pool.apply(plane, empty(PATIENT));
        Pool.apply(plane, PATIENT);
        assertThat(placeOfServer()).isEqualTo(place);
        assertThat(generation(place)).isEqualTo(generation);

        Pool.apply(plane, empty(FORGETFUL));
        assertThat(generation(place)).isEqualTo(generation);
        stage.advanceClock(Holdings.REST);
        Pool.apply(plane, FORGETFUL);
        assertThat(placeOfServer()).isEqualTo(place);
        assertThat(generation(place)).isEqualTo(generation + 1);
    }

    @Test
    void handshakesAreTimedWithLeastLatencyOnly() {
        Pool.apply(plane, Pool.service(1, Scheduler.LEAST_LATENCY, 1));
        assertThat(flags(placeOfServer()) & maps.constant("SERVER_TIMED")).isPositive();

        Pool.apply(plane, FORGETFUL);
        assertThat(flags(placeOfServer()) & maps.constant("SERVER_TIMED")).isZero();
    }

    private int placeOfServer() {
        int base = maps.entry(PATIENT.key()).table().base();
        return maps.number(MapName.SCHEDULER_SLOTS, base);
    }

    private long flags(int place) {
        return maps.number(MapName.SERVERS, "server", place, "flags");
    }

    private long generation(int place) {
        return maps.number(MapName.SERVERS, "server", place, "generation");
    }
}
