package dev.weir.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.dataplane.Change.AddServer;
import dev.weir.dataplane.Change.AddService;
import dev.weir.dataplane.Change.RemoveServer;
import dev.weir.dataplane.Connection;
import dev.weir.dataplane.DataPlane;
import dev.weir.dataplane.DataPlaneException;
import dev.weir.dataplane.ObservedState;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.ServerKey;
import dev.weir.dataplane.Statistics.ServerLoad;
import dev.weir.dataplane.Statistics.Traffic;
import dev.weir.model.ConnectionState;
import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FakeDataPlaneTest extends DataPlaneContract {
    private static final ServiceKey WEB = new ServiceKey(Endpoint.parse("192.0.2.10:80"), Protocol.TCP);
    private static final RealServer SERVER = new RealServer(Endpoint.parse("10.0.0.1:80"), 1);
    private static final ServerKey SERVER_OF_WEB = new ServerKey(WEB, SERVER.endpoint());
    private static final Plan ADD =
            new Plan(List.of(new AddService(WEB, Scheduler.RR, ForwardingMethod.NAT), new AddServer(WEB, SERVER)));

    private final FakeDataPlane plane = new FakeDataPlane();

    @Override
    protected DataPlane openPlane() {
        return new FakeDataPlane();
    }

    @Test
    void closedPlaneIsOfNoUseUntilReopenedAndThenHoldsWhatItHeld() {
        plane.apply(ADD);
        plane.close();

        assertThatThrownBy(plane::observe).isInstanceOf(IllegalStateException.class);
        assertThat(plane.reopen().observe().services()).containsOnlyKeys(WEB);
    }

    @Test
    void failsOnTheChangeThatTheTestNames() {
        plane.failOn(AddServer.class::isInstance);

        assertThatThrownBy(() -> plane.apply(ADD)).isInstanceOf(DataPlaneException.class);
        assertThat(plane.appliedPlans()).containsExactly(ADD);
        assertThat(plane.observe()).isNotEqualTo(ObservedState.EMPTY);
    }

    @Test
    void recordedConnectionsAreShownAndCountedUntilTheirServerLeaves() {
        plane.apply(ADD);
        Connection connection = new Connection(
                WEB,
                Endpoint.parse("198.51.100.1:40000"),
                SERVER.endpoint(),
                ConnectionState.ESTABLISHED,
                Duration.ofMinutes(15));
        plane.record(connection);
        assertThat(plane.statistics().servers()).containsEntry(SERVER_OF_WEB, new ServerLoad(Traffic.NONE, 1, 0));

        plane.apply(new Plan(List.of(new RemoveServer(SERVER_OF_WEB))));
        assertThat(plane.statistics().connectionsRecorded()).isZero();
    }
}
