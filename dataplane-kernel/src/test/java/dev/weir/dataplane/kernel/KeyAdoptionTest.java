package dev.weir.dataplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dataplane.Plan;
import dev.weir.dataplane.kernel.ServicesTable.Standing;
import dev.weir.model.Delivery;
import dev.weir.model.IpAddress;
import dev.weir.model.Limits;
import dev.weir.model.Match;
import dev.weir.model.Persistence;
import dev.weir.model.Protection;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServerRole;
import dev.weir.model.ServiceFlag;
import dev.weir.model.ServiceOptions;
import dev.weir.model.StrayPolicy;
import dev.weir.model.Thresholds;
import dev.weir.model.VirtualService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Services with several keys and all options are taken over, and made whole where a killed director left them half. */
@Tag("root")
final class KeyAdoptionTest {
    private static final Match HTTPS = Match.of(Protocol.TCP, IpAddress.parse("192.0.2.77"), 443);
    private static final Match ANY = Match.of(Protocol.TCP, IpAddress.parse("0.0.0.0"), 8080);
    private static final ServiceOptions ALL = new ServiceOptions(
            8999,
            List.of(HTTPS, ANY),
            Set.of(ServiceFlag.HASH_PORT, ServiceFlag.HOLD_GONE, ServiceFlag.EXPIRE_QUIESCENT),
            125,
            Duration.ofSeconds(30),
            Optional.of(new Persistence(Duration.ofMinutes(5), 24, 64)),
            new Limits(10_000, 50, 20, 24, 64),
            Delivery.DEFAULT.withMss(1_360),
            new Protection(StrayPolicy.SCHEDULE, 1_000));
    private static final VirtualService WEB = web();

    private final TestStage stage = TestStage.set();
    private KernelDataPlane plane = stage.open();
    private final MapReader maps = new MapReader(stage);

    private static VirtualService web() {
        VirtualService plain = Pool.service(0, Scheduler.MH, 1, 2, 3, 4);
        List<RealServer> servers = new ArrayList<>(plain.servers());
        servers.set(1, servers.get(1).withThresholds(new Thresholds(100, 0)).withRamp(40));
        servers.set(2, servers.get(2).withRole(ServerRole.OVERFLOW));
        servers.set(3, servers.get(3).withRole(ServerRole.SORRY));
        return plain.withServers(servers).withOptions(ALL);
    }

    @AfterEach
    void strike() {
        plane.close();
        stage.close();
    }

    private void restart() {
        plane.close();
        plane = stage.open();
    }

    private void restartAfter(Consumer<ServicesTable> harm) {
        plane.close();
        maps.withServices(table -> {
            harm.accept(table);
            return table;
        });
        plane = stage.open();
    }

    private static Standing standing(ServicesTable table, Match match) {
        return table.readAll().stream()
                .filter(one -> one.match().equals(match))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatServicesAndServersAskForIsTheSameAfterARestartAndNothingIsWritten() {
        Pool.apply(plane, WEB);
        MapDump before = MapDump.of(stage);
        restart();

        assertThat(MapDump.of(stage).differences(before)).isEmpty();
        assertThat(Pool.plan(plane, List.of(WEB))).isEqualTo(Plan.NOTHING);
        assertThat(maps.hasFeature("FEATURE_ANY_ADDRESS")).isTrue();
    }

    @Test
    void keyOfAServiceThatHasNoneOfItsOwnIsPruned() {
        Pool.apply(plane, WEB);
        Match own = WEB.matches().getFirst();
        restartAfter(table -> table.readAll().stream()
                .filter(one -> one.match().equals(own))
                .forEach(one -> table.remove(one.key())));

        assertThat(maps.keys()).isEmpty();
        assertThat(plane.observe().services()).isEmpty();
        Pool.apply(plane, WEB);
        assertThat(Pool.plan(plane, List.of(WEB))).isEqualTo(Plan.NOTHING);
    }

    @Test
    void rangeThatIsWrittenInPartIsWrittenWhole() {
        Pool.apply(plane, WEB);
        MapDump whole = MapDump.of(stage);
        restartAfter(
                table -> table.remove(standing(table, WEB.matches().getFirst()).key()));

        assertThat(MapDump.of(stage).differences(whole)).isEmpty();
    }

    @Test
    void recordThatDiffersFromTheServicesOwnIsReplaced() {
        Pool.apply(plane, WEB);
        MapDump right = MapDump.of(stage);
        restartAfter(table -> {
            Standing https = standing(table, HTTPS);
            ServiceOptions earlier = https.entry().options().withBoundedLoad(200);
            table.put(new Standing(https.key(), HTTPS, false, https.entry().withOptions(earlier)));
        });

        assertThat(MapDump.of(stage).differences(right)).isEmpty();
    }

    @Test
    void changeOfARangeThatWasHalfDoneIsFinishedByTheNextPlan() {
        VirtualService narrow = WEB.withOptions(ALL.withLastPort(8499));
        Pool.apply(plane, narrow);
        restartAfter(table -> {
            ServiceEntry entry = standing(table, narrow.matches().getFirst()).entry();
            Match wide = WEB.matches().getFirst();
            MatchKey last = MatchKey.of(wide).getLast();
            table.put(new Standing(last, wide, true, entry));
        });
        Pool.apply(plane, narrow);

        assertThat(Pool.plan(plane, List.of(narrow))).isEqualTo(Plan.NOTHING);
        assertThat(maps.keys())
                .extracting(Standing::match)
                .doesNotContain(WEB.matches().getFirst());
    }

    @Test
    void ownAddressesOutliveARestart() {
        plane.setOwnAddresses(Set.of(IpAddress.parse("192.0.2.1")));
        MapDump before = MapDump.of(stage);
        restart();
        assertThat(MapDump.of(stage).differences(before)).isEmpty();

        plane.setOwnAddresses(Set.of());
        assertThat(MapDump.of(stage).differences(before)).containsEntry("addresses", 1);
    }
}
