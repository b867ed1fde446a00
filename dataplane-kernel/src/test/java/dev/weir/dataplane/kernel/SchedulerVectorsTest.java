package dev.weir.dataplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Endpoint;
import dev.weir.model.IpAddress;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceFlag;
import dev.weir.model.ServiceOptions;
import dev.weir.model.VirtualService;
import dev.weir.scheduling.choice.Arrival;
import dev.weir.scheduling.choice.Choice;
import dev.weir.scheduling.choice.Load;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packet path picks the servers that the model in Java says: random pools of 1 to 1,000 servers, under random loads,
 * through both. What is left to chance is in {@link LotVectorsTest}.
 */
@Tag("root")
final class SchedulerVectorsTest {
    private static final int ROUNDS = 8;
    private static final int CONNECTIONS = 25;
    private static final int DESTINATIONS = 5;

    private final SchedulerStage stage = new SchedulerStage();
    private final ClientHash hash = SchedulerStage.hash();
    private int clients;

    @AfterEach
    void strike() {
        stage.close();
    }

    static Stream<Arguments> schedulersThatLeaveNothingToChance() {
        ServiceOptions plain = ServiceOptions.DEFAULT;
        ServiceOptions fallback = plain.withFlag(ServiceFlag.FALLBACK);
        Stream<Arguments> hashing = Stream.of(Scheduler.SH, Scheduler.MH)
                .flatMap(scheduler -> Stream.of(
                        Arguments.of(scheduler, fallback),
                        Arguments.of(scheduler, plain.withFlag(ServiceFlag.HASH_PORT)),
                        Arguments.of(scheduler, fallback.withFlag(ServiceFlag.HASH_PORT))));
        Stream<Arguments> all = Stream.of(Scheduler.values())
                .filter(scheduler -> scheduler != Scheduler.TWOS && scheduler != Scheduler.LEAST_LATENCY)
                .map(scheduler -> Arguments.of(scheduler, plain));
        return Stream.concat(Stream.concat(all, hashing), Stream.of(Arguments.of(Scheduler.DH, fallback)));
    }

    @ParameterizedTest
    @MethodSource("schedulersThatLeaveNothingToChance")
    void packetPathPicksTheServersThatTheModelSays(Scheduler scheduler, ServiceOptions options) {
        for (int size : SchedulerStage.SIZES) {
            Random random = new Random(size);
            VirtualService service = stage.hold(scheduler, options, SchedulerStage.pool(size, random));
            Choice model = SchedulerStage.model(service);
            for (int round = 0; round < ROUNDS; round++) {
                stage.loads().set(service, SchedulerStage.randomLoads(service, random));
                for (int i = 0; i < CONNECTIONS; i++) {
                    assertSame(model, service, client(), destination(service, random));
                }
            }
        }
    }

    /** Here the loads are what has come before, for the bound is a part of all connections. */
    @ParameterizedTest
    @ValueSource(ints = {101, 125, 300})
    void packetPathKeepsTheBoundsOfTheModel(int percent) {
        ServiceOptions options = ServiceOptions.DEFAULT.withBoundedLoad(percent);
        for (int size : SchedulerStage.SIZES) {
            VirtualService service = stage.hold(Scheduler.MH, options, SchedulerStage.pool(size, new Random(size)));
            Choice model = SchedulerStage.model(service);
            for (int i = 0; i < ROUNDS * CONNECTIONS; i++) {
                Endpoint client = new Endpoint(Traffic.client(i % 7).address(), 1_024 + i);
                assertSame(model, service, client, service.key().vip());
            }
        }
    }

    private void assertSame(Choice model, VirtualService service, Endpoint client, Endpoint destination) {
        List<Load> loads = stage.loads().of(service);
        Optional<IpAddress> expected = model.choose(arrival(service, client, destination), loads).stream()
                .mapToObj(server -> service.servers().get(server).endpoint().address())
                .findFirst();

        assertThat(stage.traffic().open(client, destination))
                .as("%s to %s of %d servers", client, destination, loads.size())
                .isEqualTo(expected);
    }

    private Arrival arrival(VirtualService service, Endpoint client, Endpoint destination) {
        int port = service.options().has(ServiceFlag.HASH_PORT) ? client.port() : 0;
        int hashed =
                service.scheduler() == Scheduler.DH ? hash.of(destination.address()) : hash.of(client.address(), port);
        return new Arrival(hashed, 0, 0, destination.address(), Duration.ZERO);
    }

    /** Another each time: one of 250 addresses, at another port. */
    private Endpoint client() {
        int number = clients++;
        return new Endpoint(Traffic.client(number % 250).address(), 1_024 + number);
    }

    /** The VIP; or one of a few addresses that no other service was asked for, whose servers might be remembered. */
    private static Endpoint destination(VirtualService service, Random random) {
        Endpoint vip = service.key().vip();
        int first = 0xcb_00_00_00 + (service.servers().size() << 8);
        return vip.address().isUnspecified()
                ? new Endpoint(IpAddress.ofIpv4(first + random.nextInt(DESTINATIONS)), vip.port())
                : vip;
    }
}
