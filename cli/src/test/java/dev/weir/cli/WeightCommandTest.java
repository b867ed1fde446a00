package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.ChangeOutcome;
import dev.weir.api.Json;
import dev.weir.api.Server;
import dev.weir.api.Servers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightCommandTest {
    private final FakeDirectorApi director = new FakeDirectorApi();
    private final Terminal terminal = new Terminal(directory -> director);

    @Test
    void aWeightIsSetInEachServiceThatHasTheServer() {
        director.servers = List.of(server("192.0.2.10:80", "10.0.0.1:80"), server("192.0.2.11:80", "10.0.0.1:80"));

        assertThat(terminal.run("weight", "10.0.0.1:80", "7")).isEqualTo(ExitCode.OK);

        assertThat(director.asked)
                .containsExactly(
                        "weight 7 of 10.0.0.1:80 of tcp 192.0.2.10:80",
                        "weight 7 of 10.0.0.1:80 of tcp 192.0.2.11:80",
                        "close");
        assertThat(terminal.out()).isEqualTo("""
                10.0.0.1:80 of tcp 192.0.2.10:80: weight 7 (set; file says 1)
                10.0.0.1:80 of tcp 192.0.2.11:80: weight 7 (set; file says 1)
                """);
    }

    @Test
    void resetGivesTheFilesWeightBack() {
        director.servers = List.of(server("192.0.2.10:80", "10.0.0.1:80"));
        terminal.run("weight", "10.0.0.1:80", "7");

        Terminal another = new Terminal(directory -> director);
        assertThat(another.run("weight", "10.0.0.1", "--reset")).isEqualTo(ExitCode.OK);

        assertThat(director.asked).contains("file's weight of 10.0.0.1:80 of tcp 192.0.2.10:80");
        assertThat(another.out()).isEqualTo("10.0.0.1:80 of tcp 192.0.2.10:80: weight 1\n");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, , 4",
        "10.0.0.1:80, , 3",
        "10.0.0.1:any, , 1",
        "10.0.0.1, 192.0.2.10:80, 2",
        "10.0.0.1, 192.0.2.10, 3",
        "10.0.0.1, TCP:192.0.2.10, 2",
        "10.0.0.1, tcp 192.0.2.10:80, 1",
        "10.0.0.1, udp/192.0.2.10:80, 1",
        "10.0.0.1, 0.0.0.0:any, 1",
        "2001:DB8:0::1, , 1",
        "[2001:db8::1], , 1",
        "[2001:db8::1]:53, [::]:53, 1"
    })
    void theServersThatAreMeantAreFound(String server, String service, int count) {
        director.servers = List.of(
                server("192.0.2.10:80", "10.0.0.1:80"),
                FakeDirectorApi.server("udp", "192.0.2.10:80", "10.0.0.1:80", 1),
                server("192.0.2.10:81", "10.0.0.1:80"),
                server("0.0.0.0:any", "10.0.0.1:any"),
                server("[::]:53", "[2001:db8::1]:53"));

        int status = service == null
                ? terminal.run("weight", server, "0")
                : terminal.run("weight", server, "0", "--service", service);

        assertThat(status).isEqualTo(ExitCode.OK);
        assertThat(director.asked).hasSize(count + 1);
    }

    @Test
    void aServerThatThereIsNotIsToldWithTheMend() {
        assertThat(terminal.run("weight", "10.0.0.9", "1", "--service", "192.0.2.10"))
                .isEqualTo(ExitCode.FAILED);

        assertThat(terminal.err())
                .isEqualTo("weir: no service 192.0.2.10 has a server 10.0.0.9: weir servers lists them\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "weight 10.0.0.1", "weight 10.0.0.1 1 --reset", "weight 10.0.0.1 -1", "weight 10.0.0.1 65536",
                "weight 10.0.0.1 many", "weight web1 1", "weight 10.0.0.1 1 --service web", "weight"
            })
    void aCommandLineThatMeansNothingChangesNothing(String line) {
        assertThat(terminal.run(line.split(" ", -1))).isEqualTo(ExitCode.USAGE);

        assertThat(director.asked).doesNotContain("weight 1 of 10.0.0.1:8080 of tcp 192.0.2.10:80");
        assertThat(terminal.err()).isNotEmpty();
    }

    @Test
    void aFailureIsToldWithItsReason() {
        director.outcome = new ChangeOutcome.Failed("the plane is gone");

        assertThat(terminal.run("weight", "10.0.0.1", "1")).isEqualTo(ExitCode.FAILED);

        assertThat(terminal.err()).isEqualTo("weir: the plane is gone\n");
    }

    @Test
    void jsonHasTheServersThatWereMeant() {
        director.servers = List.of(server("192.0.2.10:80", "10.0.0.1:80"), server("192.0.2.10:80", "10.0.0.2:80"));

        terminal.run("weight", "10.0.0.2", "7", "-o", "json");

        assertThat(Json.read(terminal.out(), Servers.class).servers())
                .singleElement()
                .satisfies(server -> {
                    assertThat(server.address()).isEqualTo("10.0.0.2:80");
                    assertThat(server.weight()).isEqualTo(7);
                });
    }

    private static Server server(String vip, String address) {
        return FakeDirectorApi.server("tcp", vip, address, 1);
    }
}
