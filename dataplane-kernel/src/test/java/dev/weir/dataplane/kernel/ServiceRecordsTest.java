package dev.weir.dataplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dataplane.ServerKey;
import dev.weir.dataplane.kernel.ServiceEntry.LastResorts;
import dev.weir.dataplane.kernel.ServicesTable.Standing;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.IpAddress;
import dev.weir.model.Limits;
import dev.weir.model.Match;
import dev.weir.model.Persistence;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServerRole;
import dev.weir.model.ServiceFlag;
import dev.weir.model.ServiceKey;
import dev.weir.model.ServiceOptions;
import dev.weir.model.VirtualService;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the packet path goes by stands in the records as services and servers ask for it. */
@Tag("root")
final class ServiceRecordsTest {
    private static final ServiceOptions NONE = ServiceOptions.DEFAULT;
    private static final Match HTTPS = Match.of(Protocol.TCP, IpAddress.parse("192.0.2.77"), 443);

    private final TestStage stage = TestStage.set();
    private final KernelDataPlane plane = stage.open();
    private final MapReader maps = new MapReader(stage);

    @AfterEach
    void strike() {
        plane.close();
        stage.close();
    }

    private static RealServer server(int number, ServerRole role) {
        return new RealServer(Pool.server(number, 1).endpoint(), 1).withRole(role);
    }

    private static VirtualService service(RealServer... servers) {
        return new VirtualService(Pool.key(1), Scheduler.RR, ForwardingMethod.NAT, List.of(servers));
    }

    private static VirtualService service(ServiceOptions options) {
        return Pool.service(1, Scheduler.RR, 1, 1).withOptions(options);
    }

    @Test
    void eachMatchIsAKeyAndARangeAsManyAsItHasPrefixes() {
        ServiceKey key = Pool.key(1);
        Match range = new Match(Protocol.TCP, IpAddress.parse("192.0.2.77"), 8000, 8999);
        Pool.apply(plane, service(NONE.withAlso(HTTPS, range)));

        assertThat(maps.keys())
                .extracting(Standing::match)
                .containsExactlyInAnyOrder(
                        Match.of(Protocol.TCP, key.vip().address(), key.vip().port()),
                        HTTPS,
                        range,
                        range,
                        range,
                        range,
                        range,
                        range);
        assertThat(maps.entry(key).table().slots()).isEqualTo(2);
    }

    @Test
    void serviceIsKnownByItsOwnKeyAndNotByItsOthers() {
        Pool.apply(plane, service(NONE.withAlso(HTTPS)));

        assertThat(maps.keys().stream()
                        .filter(Standing::isPrimary)
                        .map(one -> one.match().key()))
                .containsExactly(Pool.key(1));
    }

    @Test
    void newTableIsInTheRecordsOfAllKeys() {
        ServiceOptions both = NONE.withLastPort(60_000).withAlso(HTTPS);
        Pool.apply(plane, service(both));
        Pool.apply(plane, Pool.service(1, Scheduler.RR, 1, 1, 1, 1).withOptions(both));

        assertThat(maps.entry(Pool.key(1)).table().slots()).isEqualTo(4);
    }

    @Test
    void overflowAndSorryServersStandInNoTable() {
        Pool.apply(
                plane,
                service(server(1, ServerRole.REGULAR), server(2, ServerRole.OVERFLOW), server(3, ServerRole.SORRY)));

        ServiceEntry entry = maps.entry(Pool.key(1));
        assertThat(entry.table().slots()).isEqualTo(1);
        assertThat(entry.lastResorts().overflow()).isPositive();
        assertThat(entry.lastResorts().sorry())
                .isPositive()
                .isNotEqualTo(entry.lastResorts().overflow());
    }

    @Test
    void lastResortsThatTakeNothingNewAreNone() {
        RealServer sorry = server(3, ServerRole.SORRY);
        VirtualService both = service(server(2, ServerRole.OVERFLOW).withWeight(0), sorry);
        Pool.applyWithout(plane, new ServerKey(both.key(), sorry.endpoint()), both);
        assertThat(maps.entry(Pool.key(1)).lastResorts()).isEqualTo(LastResorts.NONE);

        Pool.apply(plane, both);
        assertThat(maps.entry(Pool.key(1)).lastResorts().sorry()).isPositive();
    }

    @Test
    void pullOfAllServersCountsWhereALoadIsBounded() {
        VirtualService bounded = Pool.service(1, Scheduler.MH, 3, 0, 2).withOptions(NONE.withBoundedLoad(125));
        Pool.apply(plane, bounded);
        assertThat(maps.entry(Pool.key(1)).totalPull()).isEqualTo(500);

        Pool.apply(plane, bounded.withOptions(NONE));
        assertThat(maps.entry(Pool.key(1)).totalPull()).isZero();
    }

    @Test
    void sweepIsToldOfPersistenceUntilTheServiceEnds() {
        Pool.apply(plane, service(NONE.withPersistence(new Persistence(Duration.ofSeconds(90), 24, 64))));
        int index = maps.entry(Pool.key(1)).index();
        assertThat(state(index, "persistence")).isEqualTo(9_000);

        Pool.apply(plane);
        assertThat(state(index, "persistence")).isZero();
    }

    @Test
    void clientsAreCountedDownForAsLongAsTheServiceIsThereOnceTheyWereLimited() {
        Pool.apply(plane, service(NONE.withLimits(new Limits(0, 5, 0))));
        int index = maps.entry(Pool.key(1)).index();
        Pool.apply(plane, service(NONE));
        assertThat(state(index, "counts_clients")).isEqualTo(1);

        Pool.apply(plane);
        Pool.apply(plane, service(NONE));
        assertThat(state(maps.entry(Pool.key(1)).index(), "counts_clients")).isZero();
    }

    private long state(int index, String field) {
        return maps.number(MapName.SERVICE_STATE, "service_state", index, field);
    }

    @Test
    void featureIsOnWhileAnyServiceAsksForIt() {
        VirtualService range = service(NONE.withLastPort(60_000));
        VirtualService other = Pool.service(4, Scheduler.RR, 1)
                .withOptions(NONE.withAlso(Match.of(Protocol.TCP, IpAddress.parse("0.0.0.0"), 0)));
        Pool.apply(plane, range, other);
        assertThat(maps.hasFeature("FEATURE_RANGES")).isTrue();
        assertThat(maps.hasFeature("FEATURE_ANY_ADDRESS")).isTrue();
        assertThat(maps.hasFeature("FEATURE_ONE_PACKET")).isFalse();

        Pool.apply(plane, range);
        assertThat(maps.hasFeature("FEATURE_RANGES")).isTrue();
        assertThat(maps.hasFeature("FEATURE_ANY_ADDRESS")).isFalse();

        Pool.apply(plane, service(NONE));
        assertThat(maps.hasFeature("FEATURE_RANGES")).isFalse();
    }

    @Test
    void repliesOfSinglePacketsAreLookedForInNatOnly() {
        ServiceKey dns = new ServiceKey(Pool.key(1).vip(), Protocol.UDP);
        ServiceOptions single = NONE.withFlag(ServiceFlag.ONE_PACKET);
        Pool.apply(plane, new VirtualService(dns, Scheduler.RR, ForwardingMethod.TUNNELLING, List.of(), single));
        assertThat(maps.hasFeature("FEATURE_ONE_PACKET")).isFalse();

        Pool.apply(plane, new VirtualService(dns, Scheduler.RR, ForwardingMethod.NAT, List.of(), single));
        assertThat(maps.hasFeature("FEATURE_ONE_PACKET")).isTrue();
    }
}
