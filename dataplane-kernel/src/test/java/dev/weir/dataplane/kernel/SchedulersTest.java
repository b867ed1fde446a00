package dev.weir.dataplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dataplane.ServerKey;
import dev.weir.dataplane.Statistics.ServerLoad;
import dev.weir.dataplane.kernel.packet.Transport;
import dev.weir.model.Endpoint;
import dev.weir.model.IpAddress;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceOptions;
import dev.weir.model.VirtualService;
import dev.weir.scheduling.SlotScheduler;
import dev.weir.scheduling.choice.Arrival;
import dev.weir.scheduling.choice.Choice;
import dev.weir.scheduling.choice.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What schedulers do in the packet path while connections come and go, and when they can't choose. */
@Tag("root")
final class SchedulersTest {
    private static final byte[] SECRET = new byte[16];
    private static final int CONNECTIONS = 300;

    private final TestStage stage = TestStage.set();
    private final KernelDataPlane plane = stage.open();
    private final Traffic traffic = new Traffic(stage);

    @AfterEach
    void strike() {
        traffic.close();
        plane.close();
        stage.close();
    }

    private VirtualService hold(Scheduler scheduler, int... weights) {
        VirtualService service = Pool.service(1, scheduler, weights);
        Pool.apply(plane, service);
        return service;
    }

    private static IpAddress address(VirtualService service, int server) {
        return service.servers().get(server).endpoint().address();
    }

    @ParameterizedTest
    @CsvSource({"LC, 1, 1, 1, 1", "LC, 9, 1, 0, 5", "WLC, 1, 1, 1, 1", "WLC, 5, 1, 0, 2", "WLC, 65535, 1, 7, 300"})
    void leastLoadedServerIsPickedAtAnyTime(Scheduler scheduler, int first, int second, int third, int fourth) {
        VirtualService service = hold(scheduler, first, second, third, fourth);
        int[] slots = SlotScheduler.of(scheduler, SECRET).slots(service.servers());
        Choice choice = Choice.of(scheduler, ServiceOptions.DEFAULT, slots);
        Random random = new Random(first);
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            int expected = choice.choose(Arrival.ANY, loads(service)).orElseThrow();
            assertThat(traffic.open(i, service.key())).as("connection %d", i).isEqualTo(address(service, expected));
            open.add(i);
            if (random.nextInt(3) > 0) {
                traffic.send(i, service.key(), Transport.ACK);
            }
            if (random.nextInt(4) == 0) {
                int ending = open.remove(/* index */ random.nextInt(open.size()));
                traffic.send(ending, service.key(), Transport.RST);
            }
        }
    }

    private List<Load> loads(VirtualService service) {
        Map<ServerKey, ServerLoad> now = plane.statistics().servers();
        List<Load> loads = new ArrayList<>();
        for (RealServer server : service.servers()) {
            ServerLoad load = Objects.requireNonNull(now.get(new ServerKey(service.key(), server.endpoint())));
            loads.add(Load.of(server, load.activeConnections(), load.inactiveConnections()));
        }
        return loads;
    }

    @ParameterizedTest
    @EnumSource
    void poolThatIsQuiescedAsAWholeTakesNoConnection(Scheduler scheduler) {
        VirtualService service = hold(scheduler, 0, 0);
        traffic.send(1, service.key(), Transport.SYN);

        assertThat(plane.statistics().drops()).containsEntry("no-server", 1L);
    }

    /** Under the schedulers that spread half-open connections to one VIP over all servers. */
    @ParameterizedTest
    @EnumSource(names = {"RR", "WRR", "LC", "WLC", "SH", "MH", "TWOS"})
    void serverWhoseWayIsUnknownTakesNoConnectionUntilItIsKnown(Scheduler scheduler) {
        VirtualService service = Pool.service(1, scheduler, 1, 1, 1);
        ServerKey last =
                new ServerKey(service.key(), service.servers().getLast().endpoint());
        Pool.applyWithout(plane, last, service);
        for (int client = 1; client <= 60; client++) {
            assertThat(traffic.open(client, service.key()))
                    .isNotEqualTo(last.server().address());
        }
        assertThat(plane.statistics().drops()).containsEntry("no-next-hop", 0L);

        Pool.apply(plane, service);

        assertThat(IntStream.rangeClosed(61, 200).mapToObj(client -> traffic.open(client, service.key())))
                .contains(last.server().address());
    }

    /** Ten servers have a smaller table than eleven; one that is quiesced still counts, so that the others keep theirs. */
    @Test
    void quiescenceMovesFewClientsOfMaglevHashing() {
        VirtualService service = hold(Scheduler.MH, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        List<IpAddress> before = serversOfClients(service, 1_001);
        hold(Scheduler.MH, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        List<IpAddress> after = serversOfClients(service, 1_002);

        List<Integer> others = IntStream.range(0, before.size())
                .filter(i -> !before.get(i).equals(address(service, 0)))
                .boxed()
                .toList();
        assertThat(after).doesNotContain(address(service, 0));
        assertThat(others.stream().filter(i -> !before.get(i).equals(after.get(i))))
                .hasSizeLessThan(others.size() / 10);
    }

    private List<IpAddress> serversOfClients(VirtualService service, int port) {
        return IntStream.range(0, CONNECTIONS)
                .mapToObj(i -> new Endpoint(Traffic.client(i).address(), port))
                .map(client -> traffic.open(client, service.key().vip()).orElseThrow())
                .toList();
    }

    @Test
    void countersOfDropsAndNotesHaveStableNames() {
        assertThat(plane.statistics().drops()).containsKeys("table-full", "no-next-hop", "bad-header");
        assertThat(plane.statistics().notes())
                .containsKeys("vlan-tagged", "stray", "icmp-followed", "overflowed", "sorry", "evicted");
    }
}
