package dev.weir.simulation;

import static dev.weir.simulation.Services.KEY;
import static dev.weir.simulation.Services.endpoint;
import static dev.weir.simulation.Services.equal;
import static dev.weir.simulation.Services.simulation;
import static dev.weir.simulation.Services.withServer;
import static dev.weir.simulation.Services.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.model.Endpoint;
import dev.weir.model.IpAddress;
import dev.weir.model.Persistence;
import dev.weir.model.Protocol;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceFlag;
import dev.weir.model.ServiceKey;
import dev.weir.model.ServiceOptions;
import dev.weir.model.VirtualService;
import dev.weir.simulation.Forecast.Recorded;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordedFlowsTest {
    private static final ServiceOptions PERSISTENT =
            ServiceOptions.DEFAULT.withPersistence(new Persistence(Duration.ofMinutes(5), 24, 64));

    /** Client number {@code client}, from one of two ports, at a server. */
    private static RecordedFlow flow(int client, int port, Optional<Endpoint> server) {
        return new RecordedFlow(new Endpoint(IpAddress.ofIpv4(0xc633_6400 + client), port), KEY, server);
    }

    private static RecordedFlow at(int client, int server) {
        return flow(client, 40_000, Optional.of(endpoint(server)));
    }

    private static Recorded recorded(VirtualService before, VirtualService after, int clients, int servers) {
        Simulation simulation = simulation(before, after);
        for (int i = 0; i < clients; i++) {
            simulation.record(at(i, i % servers));
        }
        return simulation.forecast().services().getFirst().recorded();
    }

    @Test
    void flowsEndWithTheirServerOnly() {
        VirtualService before = equal(Scheduler.WLC, 4);

        Recorded told = recorded(before, without(before, 1), 100, 4);

        assertThat(told.flows()).isEqualTo(100);
        assertThat(told.ending()).isEqualTo(25);
        assertThat(told.staying()).isEqualTo(75);
        assertThat(told.movingClients()).isEmpty();
    }

    @Test
    void quiescingEndsNothing() {
        VirtualService before = equal(Scheduler.MH, 4);

        Recorded told =
                recorded(before, withServer(before, 1, before.servers().get(1).withWeight(0)), 100, 4);

        assertThat(told.ending()).isZero();
        assertThat(told.movingClients().orElseThrow()).isBetween(25.0, 40.0);
    }

    @Test
    void heldFlowsWaitForTheirServer() {
        VirtualService before =
                equal(Scheduler.WLC, 4).withOptions(ServiceOptions.DEFAULT.withFlag(ServiceFlag.HOLD_GONE));

        assertThat(recorded(before, without(before, 0), 100, 4).waiting()).isEqualTo(25);
    }

    @Test
    void clientsWhoseHashSlotMovesAreThoseOfTheSlotsOfTheirServer() {
        VirtualService before = equal(Scheduler.SH, 2);

        Recorded told = recorded(before, without(before, 1), 100, 1);

        assertThat(told.clients()).isEqualTo(100);
        assertThat(told.movingClients().orElseThrow()).isZero();
    }

    @Test
    void persistentClientsStayUnlessTheirServerLeaves() {
        VirtualService before = equal(Scheduler.WRR, 2).withOptions(PERSISTENT);
        Simulation simulation = simulation(before, without(before, 1));
        for (int network = 0; network < 10; network++) {
            simulation.record(at(network * 256 + 1, network % 2));
            simulation.record(at(network * 256 + 2, network % 2));
        }

        Recorded told = simulation.forecast().services().getFirst().recorded();

        assertThat(told.clients()).isEqualTo(10);
        assertThat(told.movingClients().orElseThrow()).isEqualTo(5);
        assertThat(told.ending()).isEqualTo(10);
    }

    @Test
    void persistentClientsLeaveAQuiescedServerIfTheirTemplatesExpire() {
        VirtualService before = equal(Scheduler.MH, 2).withOptions(PERSISTENT);
        VirtualService quiesced = withServer(before, 1, before.servers().get(1).withWeight(0));
        VirtualService expiring = quiesced.withOptions(PERSISTENT.withFlag(ServiceFlag.EXPIRE_QUIESCENT));

        Simulation stay = simulation(before, quiesced);
        Simulation leave = simulation(before, expiring);
        stay.record(at(1, 1));
        leave.record(at(1, 1));

        assertThat(stay.forecast().services().getFirst().recorded().movingClients())
                .hasValue(0);
        assertThat(leave.forecast().services().getFirst().recorded().movingClients())
                .hasValue(1);
    }

    @Test
    void flowsWithoutAServerGetTheOneOfTheirHash() {
        VirtualService before = equal(Scheduler.MH, 4);
        Simulation simulation = simulation(before, without(before, 2));
        for (int client = 0; client < 1_000; client++) {
            simulation.record(flow(client, 40_000, Optional.empty()));
            simulation.record(flow(client, 40_001, Optional.empty()));
        }

        Recorded told = simulation.forecast().services().getFirst().recorded();

        assertThat(told.flows()).isEqualTo(2_000);
        assertThat(told.clients()).isEqualTo(1_000);
        assertThat(told.ending() % 2).isZero();
        assertThat((double) told.ending()).isEqualTo(500, within(100.0));
    }

    @Test
    void whereThePortIsHashedEachFlowIsAClient() {
        VirtualService before =
                equal(Scheduler.MH, 4).withOptions(ServiceOptions.DEFAULT.withFlag(ServiceFlag.HASH_PORT));
        Simulation simulation = simulation(before, without(before, 2));
        simulation.record(flow(1, 40_000, Optional.empty()));
        simulation.record(flow(1, 40_001, Optional.empty()));

        assertThat(simulation.forecast().services().getFirst().recorded().clients())
                .isEqualTo(2);
    }

    @Test
    void aFlowOfAServerThatIsNotThereIsLeftOut() {
        VirtualService before = equal(Scheduler.RR, 2);
        Simulation simulation = simulation(before, without(before, 1));
        simulation.record(at(1, 7));
        simulation.record(new RecordedFlow(
                Endpoint.parse("198.51.100.1:40000"),
                new ServiceKey(Endpoint.parse("192.0.2.99:80"), Protocol.TCP),
                Optional.empty()));

        Forecast told = simulation.forecast();

        assertThat(told.unknownFlows()).isEqualTo(1);
        assertThat(told.services().getFirst().recorded().flows()).isZero();
    }
}
