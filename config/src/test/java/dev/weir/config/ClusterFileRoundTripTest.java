package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.AttachMode;
import dev.weir.model.AttachModes;
import dev.weir.model.Capacity;
import dev.weir.model.ConnectionState;
import dev.weir.model.DesiredState;
import dev.weir.model.DirectorSettings;
import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.LocalPool;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceKey;
import dev.weir.model.Timeouts;
import dev.weir.model.VirtualService;
import dev.weir.testing.RandomStates;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The law of writing: what is rendered reads back to the same. */
class ClusterFileRoundTripTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void renderedStateReadsBackToTheSame(long seed) {
        Random random = new Random(seed);
        List<VirtualService> services = new RandomStates(random)
                .state().services().stream()
                        .map(ClusterFileRoundTripTest::atFullRamp)
                        .toList();
        DesiredState state = new DesiredState(1, settings(random), services);

        assertThat(Files.valid(ClusterFile.render(state))).isEqualTo(state);
    }

    @Test
    void rampIsNeverWritten() {
        RealServer server = new RealServer(Endpoint.parse("10.0.0.1:80"), 8);
        VirtualService starting = service(server.withRamp(25));
        DirectorSettings settings = new DirectorSettings(List.of("eth0"), Capacity.DEFAULT, Timeouts.DEFAULT);

        String text = ClusterFile.render(new DesiredState(1, settings, List.of(starting)));
        assertThat(Files.valid(text).services()).containsExactly(service(server));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"eth0", "true", "null", "~", "0", "a'b", "\"", "-", "#1", "a,b", "{x}", "*a", "&a", "!t", "%"})
    void nameOfAnInterfaceReadsBackWhateverYamlMeansByIt(String name) {
        DirectorSettings settings = new DirectorSettings(List.of(name), Capacity.DEFAULT, Timeouts.DEFAULT);
        DesiredState state = new DesiredState(1, settings, List.of());

        assertThat(Files.valid(ClusterFile.render(state))).isEqualTo(state);
    }

    private static VirtualService service(RealServer server) {
        ServiceKey key = new ServiceKey(Endpoint.parse("192.0.2.1:80"), Protocol.TCP);
        return new VirtualService(key, Scheduler.WRR, ForwardingMethod.NAT, List.of(server));
    }

    private static VirtualService atFullRamp(VirtualService service) {
        return service.withServers(service.servers().stream()
                .map(server -> server.withRamp(RealServer.FULL_RAMP))
                .toList());
    }

    private static DirectorSettings settings(Random random) {
        Capacity capacity = new Capacity(
                RandomStates.MAX_MATCHES + random.nextInt(1_000),
                1_000 + random.nextInt(1_000),
                Capacity.MIN_CONNECTIONS + random.nextInt(1_000_000),
                Capacity.MIN_SCHEDULER_SLOTS + random.nextInt(1_000_000));
        Timeouts timeouts = Timeouts.DEFAULT;
        for (ConnectionState state : ConnectionState.values()) {
            Duration unit = Duration.ofMillis(List.of(1, 1_000, 60_000).get(random.nextInt(3)));
            timeouts = timeouts.with(state, unit.multipliedBy(1_000 + random.nextInt(40_000)));
        }
        return new DirectorSettings(
                List.of("eth" + random.nextInt(10), "bond0.1"), attach(random), capacity, timeouts, LocalPool.NONE);
    }

    private static AttachModes attach(Random random) {
        Map<String, AttachMode> exceptions = random.nextBoolean() ? Map.of("bond0.1", mode(random)) : Map.of();
        return new AttachModes(mode(random), exceptions);
    }

    private static AttachMode mode(Random random) {
        List<AttachMode> modes = List.of(AttachMode.values());
        return modes.get(random.nextInt(modes.size()));
    }
}
