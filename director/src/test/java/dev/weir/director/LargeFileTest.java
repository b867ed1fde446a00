package dev.weir.director;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dataplane.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change of one server among ten thousand costs what that server costs, whatever else the file holds. */
class LargeFileTest {
    private static final int SERVICES = 1_000;
    private static final int SERVERS = 10;

    @TempDir
    private Path folder;

    @Test
    void changeOfOneServerReadsNothingBackAndTouchesThatServerOnly() throws IOException {
        Path file = Files.writeString(folder.resolve("cluster.yaml"), text(1));
        DirectorOptions options =
                new DirectorOptions(file, folder.resolve("run"), folder.resolve("pins"), folder.resolve("state"));
        List<String> events = new ArrayList<>();
        PlaneKeeper planes = new PlaneKeeper(
                new FakePlaneFactory(events),
                options.pinDirectory(),
                HashSecret.of(options.stateDirectory(), new SecureRandom()));
        Director director = new Director(options, planes, new FakeNetwork(events), new FakeTicker());
        director.work();
        assertThat(director.statistics().servers()).hasSize(SERVICES * SERVERS);
        events.clear();
        Outcome outcome = director.applyNow("cluster.yaml", text(2));
        assertThat(((Outcome.Applied) outcome).plan().changes())
                .extracting(Change::toString)
                .containsExactly("change weight of 10.0.0.1:80 of TCP 192.0.0.1:80 to 2");
        assertThat(events).isEmpty();
    }

    /** Only the first server's weight differs. */
    private static String text(int firstWeight) {
        StringBuilder text = new StringBuilder("director:\n  interfaces: [eth0]\nservices:\n");
        for (int service = 0; service < SERVICES; service++) {
            text.append("  - vip: 192.0.").append(service / 250).append('.').append(service % 250 + 1);
            text.append("\n    port: 80\n    servers:\n");
            for (int server = 0; server < SERVERS; server++) {
                int weight = service + server == 0 ? firstWeight : 1;
                text.append("      - {address: 10.")
                        .append(server)
                        .append('.')
                        .append(service / 250)
                        .append('.');
                text.append(service % 250 + 1)
                        .append(", weight: ")
                        .append(weight)
                        .append("}\n");
            }
        }
        return text.toString();
    }
}
