package dev.weir.director;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dataplane.Change;
import dev.weir.model.IpAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service for any address must not take the packets that are for the director itself. */
class OwnAddressesTest {
    private static final String CACHE = """
            director:
              interfaces: [eth0]
            services:
              - vip: 0.0.0.0
                port: 80
                scheduler: dh
                servers:
                  - {address: 10.0.0.1, port: 80}
            """;
    private static final IpAddress OWN = IpAddress.parse("10.0.0.254");
    private static final IpAddress LATER = IpAddress.parse("10.0.0.253");

    @TempDir
    private Path folder;

    private DirectorStage stage;

    @BeforeEach
    void start() throws IOException {
        stage = new DirectorStage(folder, CACHE);
        stage.network.own("eth0", OWN.toString(), 24);
    }

    @Test
    void theyAreKnownBeforeTheServiceIs() {
        stage.planes.plane().failOn(change -> {
            assertThat(stage.planes.plane().ownAddresses()).containsExactly(OWN);
            return change instanceof Change.AddService;
        });
        stage.director().work();
        assertThat(stage.plans()).isEqualTo(1);
    }

    @Test
    void oneThatComesIsToldWithTheNextEvent() {
        stage.director().work();
        stage.network.own("eth0", LATER.toString(), 24);
        stage.network.stir();
        stage.director().work();
        stage.pass(DirectorLoop.NETWORK_SETTLES);
        assertThat(stage.planes.plane().ownAddresses()).containsExactlyInAnyOrder(OWN, LATER);
    }

    @Test
    void nextDirectorTellsThemAnew() {
        stage.director().work();
        stage.planes.plane().setOwnAddresses(Set.of());
        stage.restart();
        assertThat(stage.planes.plane().ownAddresses()).containsExactly(OWN);
    }

    @Test
    void whileTheLastSuchServiceLeavesTheyStayKnown() throws IOException {
        stage.director().work();
        stage.changeFile(CACHE.replace("0.0.0.0", "192.0.2.10"));
        assertThat(stage.lastPlan()).contains("remove service TCP 0.0.0.0:80");
        assertThat(stage.planes.plane().ownAddresses()).containsExactly(OWN);
    }
}
