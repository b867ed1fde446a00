package dev.weir.director;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dataplane.ServerKey;
import dev.weir.model.Endpoint;
import dev.weir.model.Protocol;
import dev.weir.model.ServiceKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A director wakes up for each step of a slow start, and takes it. */
class DirectorSlowStartTest {
    private static final String ONE_SERVER = """
            director:
              interfaces: [eth0]
            services:
              - vip: 192.0.2.10
                port: 80
                slow-start: 4s
                servers:
                  - {address: 10.0.0.1}
            """;
    private static final String TWO_SERVERS = ONE_SERVER + "      - {address: 10.0.0.2, weight: 5}\n";
    private static final ServerKey SECOND =
            new ServerKey(new ServiceKey(Endpoint.parse("192.0.2.10:80"), Protocol.TCP), Endpoint.parse("10.0.0.2:80"));
    private static final Duration SECOND_OF_TIME = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private DirectorStage stage;

    @BeforeEach
    void start() throws IOException {
        stage = new DirectorStage(folder, ONE_SERVER);
        stage.director().work();
    }

    @Test
    void serverThatJoinsIsRaisedStepByStep() throws IOException {
        stage.changeFile(TWO_SERVERS);
        assertThat(stage.director().status().ramps()).isEqualTo(Map.of(SECOND, 1));
        for (int percent = 25; percent < 100; percent += 25) {
            stage.pass(SECOND_OF_TIME);
            assertThat(stage.lastPlan())
                    .containsExactly("change weight of 10.0.0.2:80 of TCP 192.0.2.10:80 to 5 at " + percent + "%");
        }
        stage.pass(SECOND_OF_TIME);
        assertThat(stage.lastPlan()).containsExactly("change weight of 10.0.0.2:80 of TCP 192.0.2.10:80 to 5");
        assertThat(stage.director().status().ramps()).isEmpty();
        assertThat(stage.director().status().revision()).isEqualTo(2);
        int plans = stage.plans();
        stage.pass(Duration.ofMinutes(1));
        assertThat(stage.plans()).isEqualTo(plans);
    }

    @Test
    void nextDirectorGoesOnWhereTheFormerWas() throws IOException {
        stage.changeFile(TWO_SERVERS);
        stage.pass(SECOND_OF_TIME);
        stage.restart();
        assertThat(stage.director().status().ramps()).isEqualTo(Map.of(SECOND, 25));
        stage.pass(SECOND_OF_TIME);
        assertThat(stage.director().status().ramps()).isEqualTo(Map.of(SECOND, 50));
    }

    @Test
    void weightThatIsSetFromZeroStartsSlowlyToo() throws IOException {
        stage.changeFile(TWO_SERVERS);
        stage.pass(Duration.ofMinutes(1));
        stage.director().setWeightNow(SECOND, 0);
        stage.director().setWeightNow(SECOND, 9);
        assertThat(stage.lastPlan()).containsExactly("change weight of 10.0.0.2:80 of TCP 192.0.2.10:80 to 9 at 1%");
    }

    @Test
    void serverThatReturnsStartsSlowly() throws IOException {
        stage.changeFile(TWO_SERVERS);
        stage.pass(Duration.ofMinutes(1));
        stage.network.lose("10.0.0.2", "10.0.0.2 does not answer");
        stage.director().work();
        stage.pass(DirectorLoop.NETWORK_SETTLES);
        stage.pass(Duration.ofMinutes(1));
        stage.network.reach("10.0.0.2", 2);
        stage.director().work();
        stage.pass(DirectorLoop.NETWORK_SETTLES);
        assertThat(stage.lastPlan()).containsExactly("change weight of 10.0.0.2:80 of TCP 192.0.2.10:80 to 5 at 1%");
    }
}
