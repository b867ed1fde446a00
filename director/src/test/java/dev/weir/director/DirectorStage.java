package dev.weir.director;

import dev.weir.dataplane.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A director on fakes that is turned by hand: its file, its network, its plane, its time. */
final class DirectorStage {
    final List<String> events = new ArrayList<>();
    final FakeNetwork network = new FakeNetwork(events);
    final FakePlaneFactory planes = new FakePlaneFactory(events);
    final FakeTicker ticker = new FakeTicker();

    private final Path folder;
    private Director director;

    /** A stage whose director has done nothing yet; ways lead to 10.0.0.1 and 10.0.0.2. */
    DirectorStage(Path folder, String text) throws IOException {
        this.folder = folder;
        Files.writeString(file(), text);
        network.reach("10.0.0.1", 1);
        network.reach("10.0.0.2", 2);
        director = newDirector();
    }

    Director director() {
        return director;
    }

    /** Another director takes the place of the one there was, which left as by SIGKILL. */
    Director restart() {
        planes.plane().close();
        director = newDirector();
        director.work();
        return director;
    }

    private Director newDirector() {
        HashSecret secret = HashSecret.of(folder.resolve("state"), new SecureRandom());
        DirectorOptions options =
                new DirectorOptions(file(), folder.resolve("run"), folder.resolve("pins"), folder.resolve("state"));
        return new Director(options, new PlaneKeeper(planes, folder.resolve("pins"), secret), network, ticker);
    }

    Path file() {
        return folder.resolve("cluster.yaml");
    }

    void changeFile(String text) throws IOException {
        Files.writeString(file(), text);
        director.fileChanged();
        director.work();
        pass(DirectorLoop.FILE_SETTLES);
    }

    /** Time passes, and the director does what is due then. */
    void pass(Duration time) {
        ticker.advance(time);
        director.work();
    }

    int plans() {
        return planes.plane().appliedPlans().size();
    }

    List<String> lastPlan() {
        return planes.plane().appliedPlans().getLast().changes().stream()
                .map(Change::toString)
                .toList();
    }
}
