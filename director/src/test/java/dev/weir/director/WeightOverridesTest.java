package dev.weir.director;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dataplane.ServerKey;
import dev.weir.model.Capacity;
import dev.weir.model.DesiredState;
import dev.weir.model.DirectorSettings;
import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServiceKey;
import dev.weir.model.Timeouts;
import dev.weir.model.VirtualService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightOverridesTest {
    private static final ServiceKey WEB = new ServiceKey(Endpoint.parse("192.0.2.10:80"), Protocol.TCP);
    private static final ServiceKey ANYTHING = new ServiceKey(Endpoint.parse("[::]:any"), Protocol.UDP);
    private static final RealServer FIRST = new RealServer(Endpoint.parse("10.0.0.1:8080"), 1);
    private static final RealServer SECOND = new RealServer(Endpoint.parse("10.0.0.2:8080"), 5);
    private static final RealServer CACHE = new RealServer(Endpoint.parse("[2001:db8::1]:any"), 2);
    private static final Map<ServerKey, Integer> SET =
            Map.of(new ServerKey(WEB, SECOND.endpoint()), 0, new ServerKey(ANYTHING, CACHE.endpoint()), 65_535);

    @TempDir
    private Path runDirectory;

    @Test
    void setWeightsLieOverThoseOfTheFile() {
        WeightOverrides weights = weights();
        weights.use(SET);
        assertThat(weights.over(state(FIRST, SECOND)))
                .isEqualTo(state(FIRST, SECOND.withWeight(0), CACHE.withWeight(65_535)));
    }

    @Test
    void withoutAnyTheStateIsTheSame() {
        DesiredState wanted = state(FIRST, SECOND);
        assertThat(weights().over(wanted)).isSameAs(wanted);
    }

    @Test
    void nextDirectorFindsThem() throws IOException {
        commit(SET);
        assertThat(weights().weights()).isEqualTo(SET);
        assertThat(Files.readString(file()))
                .isEqualTo("0 tcp 192.0.2.10:80 10.0.0.2:8080\n65535 udp [::]:any [2001:db8::1]:any\n");
    }

    @Test
    void thatOfAServerThatLeftIsForgottenForGood() {
        commit(SET);
        WeightOverrides weights = weights();
        weights.keepOnly(state(FIRST));
        assertThat(weights.weights()).containsOnlyKeys(new ServerKey(ANYTHING, CACHE.endpoint()));
        assertThat(weights().weights()).isEqualTo(weights.weights());
    }

    @Test
    void linesThatAreNotUnderstoodAreIgnored() throws IOException {
        Files.writeString(file(), """
                0 tcp 192.0.2.10:80 10.0.0.2:8080
                70000 tcp 192.0.2.10:80 10.0.0.1:8080
                -1 tcp 192.0.2.10:80 10.0.0.1:8080
                1 icmp 192.0.2.10:80 10.0.0.1:8080
                1 tcp 192.0.2.10:80
                one tcp 192.0.2.10:80 10.0.0.1:8080

                """);
        assertThat(weights().weights()).containsOnly(Map.entry(new ServerKey(WEB, SECOND.endpoint()), 0));
    }

    @Test
    void fileThatCannotBeReadIsIgnored() throws IOException {
        Files.createDirectory(file());
        assertThat(weights().weights()).isEmpty();
    }

    private void commit(Map<ServerKey, Integer> set) {
        try (AtomicFile.Staged staged = weights().stage(set)) {
            staged.commit();
        }
    }

    private WeightOverrides weights() {
        return new WeightOverrides(runDirectory);
    }

    private Path file() {
        return runDirectory.resolve("weights");
    }

    /** A service of these servers, and one with the cache, whose weight is 2 unless it is given too. */
    private static DesiredState state(RealServer... servers) {
        List<RealServer> ofWeb = Stream.of(servers)
                .filter(server -> !server.endpoint().equals(CACHE.endpoint()))
                .toList();
        RealServer cache = Stream.of(servers)
                .filter(server -> server.endpoint().equals(CACHE.endpoint()))
                .findFirst()
                .orElse(CACHE);
        return new DesiredState(
                1,
                new DirectorSettings(List.of("eth0"), Capacity.DEFAULT, Timeouts.DEFAULT),
                List.of(
                        new VirtualService(WEB, Scheduler.WLC, ForwardingMethod.NAT, ofWeb),
                        new VirtualService(ANYTHING, Scheduler.DH, ForwardingMethod.NAT, List.of(cache))));
    }
}
