package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Json;
import dev.weir.api.PersistentClient;
import dev.weir.api.Status;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusCommandTest {
    private final FakeDirectorApi director = new FakeDirectorApi();
    private final Terminal terminal = new Terminal(directory -> director);

    @Test
    void aHealthyDirectorTellsWhatItDoes() {
        assertThat(terminal.run("status")).isEqualTo(ExitCode.OK);

        assertThat(terminal.out()).isEqualTo("""
                director     weir 0.1.0, process 1234, since 2026-03-01T10:00:00Z
                file         /etc/weir/cluster.yaml
                revision     3 since 2026-03-01T10:01:00Z, applied in 12.3 ms
                services     2 with 3 servers
                connections  1048 of 1048576 (0.1 %)
                interfaces   eth0 up, tc: veth takes whole segments
                             eth1 missing
                addresses    192.0.2.10, 2001:db8::10
                data plane   mode native
                dropped      bad-header 1, no-server 7
                noted        nothing
                """);
    }

    @Test
    void weightsThatWereSetAreTold() {
        director.setWeights = List.of(new Status.SetWeight("10.0.0.2:8080 of tcp 192.0.2.10:80", 0, 5));

        terminal.run("status");

        assertThat(terminal.out())
                .contains("weight set   10.0.0.2:8080 of tcp 192.0.2.10:80: weight 0 (set; file says 5)\n");
    }

    @Test
    void persistentClientsAreToldAmongTheConnections() {
        director.persistentClients =
                List.of(new PersistentClient("tcp", "192.0.2.10:80", "198.51.100.0/24", "10.0.0.1:8080", 299));

        terminal.run("status");

        assertThat(terminal.out()).contains("connections  1048 of 1048576 (0.1 %), 1 of persistent clients\n");
    }

    @Test
    void whatIsWrongStandsAtTheEndIndentedUnderItsTitle() {
        director.unresolved = List.of(
                new Status.UnresolvedServer("10.0.0.8", "10.0.0.8 does not answer on eth0"),
                new Status.UnresolvedServer("10.0.0.9", "no route to it"));
        director.troubles = List.of(new Status.Trouble(
                "file",
                Instant.parse("2026-03-01T11:00:00Z"),
                "cluster.yaml:3:5: unknown key\n    sheduler: rr\n    ^"));

        terminal.run("status");

        assertThat(terminal.out()).endsWith("""
                unreachable  10.0.0.8 does not answer on eth0
                unreachable  10.0.0.9: no route to it
                trouble      file since 2026-03-01T11:00:00Z: cluster.yaml:3:5: unknown key
                                 sheduler: rr
                                 ^
                """);
    }

    @Test
    void jsonIsTheApisOwn() {
        terminal.run("status", "-o", "JSON");

        assertThat(Json.read(terminal.out(), Status.class)).isEqualTo(director.status());
    }
}
