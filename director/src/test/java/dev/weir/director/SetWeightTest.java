package dev.weir.director;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dataplane.Change;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.ServerKey;
import dev.weir.model.Endpoint;
import dev.weir.model.Protocol;
import dev.weir.model.ServiceKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights that are set from outside, on a director that is turned by hand. */
class SetWeightTest {
    private static final String FILE = """
            director:
              interfaces: [eth0]
            services:
              - vip: 192.0.2.10
                port: 80
                servers:
                  - {address: 10.0.0.1}
                  - {address: 10.0.0.2, weight: 5}
            """;
    private static final ServiceKey WEB = new ServiceKey(Endpoint.parse("192.0.2.10:80"), Protocol.TCP);
    private static final ServerKey SECOND = new ServerKey(WEB, Endpoint.parse("10.0.0.2:80"));

    @TempDir
    private Path folder;

    private DirectorStage stage;
    private Director director;

    @BeforeEach
    void start() throws IOException {
        stage = new DirectorStage(folder, FILE);
        director = stage.director();
        director.work();
        stage.events.clear();
    }

    @Test
    void onlyThatServersWeightChangesAndNothingIsReadBack() {
        Outcome outcome = director.setWeightNow(SECOND, 0);
        assertThat(outcome).isInstanceOf(Outcome.Applied.class);
        assertThat(stage.lastPlan()).containsExactly("change weight of 10.0.0.2:80 of TCP 192.0.2.10:80 to 0");
        assertThat(stage.events).isEmpty();
        assertThat(director.status().setWeights()).isEqualTo(Map.of(SECOND, 0));
        assertThat(director.status().revision()).isEqualTo(1);
    }

    @Test
    void clearedWeightIsTheFilesAgain() {
        director.setWeightNow(SECOND, 0);
        director.clearWeightNow(SECOND);
        assertThat(stage.lastPlan()).containsExactly("change weight of 10.0.0.2:80 of TCP 192.0.2.10:80 to 5");
        assertThat(director.status().setWeights()).isEmpty();
    }

    @Test
    void whatIsSetOrClearedAlreadyChangesNothing() {
        assertThat(director.clearWeightNow(SECOND)).isEqualTo(new Outcome.Applied(1, Plan.NOTHING));
        director.setWeightNow(SECOND, 7);
        int plans = stage.plans();
        director.setWeightNow(SECOND, 7);
        assertThat(stage.plans()).isEqualTo(plans);
    }

    @Test
    void serverThatNoServiceHasIsNamed() {
        ServerKey stranger = new ServerKey(WEB, Endpoint.parse("10.0.0.9:80"));
        assertThat(director.setWeightNow(stranger, 0)).isEqualTo(new Outcome.NoSuchServer(stranger));
    }

    @Test
    void changedFileLeavesTheSetWeight() throws IOException {
        director.setWeightNow(SECOND, 0);
        stage.changeFile(FILE.replace("weight: 5", "weight: 9"));
        assertThat(stage.lastPlan()).containsExactly("change weight of 10.0.0.2:80 of TCP 192.0.2.10:80 to 0");
        director.clearWeightNow(SECOND);
        assertThat(stage.lastPlan()).containsExactly("change weight of 10.0.0.2:80 of TCP 192.0.2.10:80 to 9");
    }

    @Test
    void planOfAFileGoesByTheSetWeight() {
        director.setWeightNow(SECOND, 0);
        Outcome outcome = director.planNow("new.yaml", FILE.replace("weight: 5", "weight: 9"));
        assertThat(((Outcome.Planned) outcome).plan().isEmpty()).isTrue();
    }

    @Test
    void serverThatLeftAndReturnsHasTheFilesWeight() throws IOException {
        director.setWeightNow(SECOND, 0);
        stage.changeFile(FILE.replace("      - {address: 10.0.0.2, weight: 5}\n", ""));
        assertThat(director.status().setWeights()).isEmpty();
        stage.changeFile(FILE);
        assertThat(stage.lastPlan()).contains("add server 10.0.0.2:80 (weight 5) to TCP 192.0.2.10:80");
    }

    @Test
    void appliedTextWithoutTheServerForgetsItsWeight() {
        director.setWeightNow(SECOND, 0);
        director.applyNow("new.yaml", FILE.replace("      - {address: 10.0.0.2, weight: 5}\n", ""));
        assertThat(director.status().setWeights()).isEmpty();
    }

    @Test
    void nextDirectorKeepsIt() {
        director.setWeightNow(SECOND, 0);
        int plans = stage.plans();
        Director next = stage.restart();
        assertThat(stage.plans()).isEqualTo(plans);
        assertThat(next.status().setWeights()).isEqualTo(Map.of(SECOND, 0));
    }

    @Test
    void weightThatThePlaneFailsOnIsUndone() {
        stage.planes.plane().failOn(Change.ChangeWeight.class::isInstance);
        Outcome outcome = director.setWeightNow(SECOND, 0);
        stage.planes.plane().failOn(change -> false);
        assertThat(((Outcome.Failed) outcome).reason()).contains("fails, as the test asked");
        assertThat(director.status().setWeights()).isEmpty();
        assertThat(director.status().troubles()).isEmpty();
        assertThat(stage.restart().status().setWeights()).isEmpty();
    }

    @Test
    void withoutAGoodFileThereIsNoServerYet() throws IOException {
        Files.writeString(stage.file(), "sevices: []");
        Director next = stage.restart();
        assertThat(next.setWeightNow(SECOND, 0)).isEqualTo(new Outcome.NoSuchServer(SECOND));
    }
}
