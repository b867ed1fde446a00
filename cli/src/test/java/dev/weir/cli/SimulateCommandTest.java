package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.api.Connection;
import dev.weir.api.Json;
import dev.weir.api.ServerName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
    private static final String FILE = """
            director: {interfaces: [eth0]}
            services:
              - vip: 192.0.2.10
                port: 80
                scheduler: %s
                servers:
                  - {address: 10.0.0.1, port: 8080}
                  - {address: 10.0.0.2, port: 8080, weight: 3}
            """;

    private final FakeDirectorApi director = new FakeDirectorApi();
    private final Terminal terminal = new Terminal(_ -> director);

    @TempDir
    private Path directory;

    private String old = "";

    @BeforeEach
    void writeFileAndConnections() throws IOException {
        old = write("old.yaml", FILE.formatted("sh"));
        director.connections = IntStream.range(0, 8)
                .mapToObj(i -> new Connection(
                        "tcp",
                        "198.51.100." + i + ":40000",
                        "192.0.2.10:80",
                        "10.0.0." + (i < 2 ? 1 : 2) + ":8080",
                        "ESTABLISHED",
                        60))
                .toList();
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    @Test
    void aLiveDirectorIsAskedForItsStateAndItsConnections() {
        assertThat(terminal.run("simulate", "--remove", "10.0.0.1")).isEqualTo(ExitCode.OK);

        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.out()).isEqualTo("""
                10.0.0.1:8080's share of new flows changes most, by -25.0 points; 2 of 8 recorded connections end

                Prot LocalAddress:Port Scheduler
                  -> RemoteAddress:Port Weight After Share  After Change Recorded Note
                TCP  192.0.2.10:80 wrr
                  -> 10.0.0.1:8080           1     - 25.0%      -  -25.0        2 leaves
                  -> 10.0.0.2:8080           3     3 75.0% 100.0%  +25.0        6
                     shares: exact, by slots
                """);
    }

    @Test
    void weightsThatWereSetLieOverBothFiles() throws IOException {
        director.servers = List.of(FakeDirectorApi.server("tcp", "192.0.2.10:80", "10.0.0.2:8080", 3));
        director.setWeight(new ServerName("tcp", "192.0.2.10:80", "10.0.0.2:8080"), 7);
        String next = write("next.yaml", director.cluster.replace("port: 8080}", "port: 8080, weight: 7}"));

        terminal.run("simulate", next);

        assertThat(terminal.out())
                .contains("-> 10.0.0.1:8080           1     7 12.5% 50.0%")
                .contains("-> 10.0.0.2:8080           7     7 87.5% 50.0%");
    }

    @Test
    void twoFilesNeedNoDirector() throws IOException {
        Terminal alone = new Terminal(_ -> {
            throw new IllegalStateException("nobody is to be asked");
        });
        String next = write("next.yaml", FILE.formatted("sh").replace("weight: 3", "weight: 1"));

        assertThat(alone.run("simulate", "--from", old, next)).isEqualTo(ExitCode.OK);

        assertThat(alone.out()).startsWith("25.0% of hash slots move, 25.0% is the least possible; no connections");
    }

    @Test
    void severalServicesHaveOneHeadlineAndALineEach() throws IOException {
        String next = write("next.yaml", FILE.formatted("rr") + """
                  - {vip: 192.0.2.11, port: 80, servers: [{address: 10.0.0.1, port: 80}]}
                """);

        assertThat(terminal.run("simulate", "--from", old, next)).isEqualTo(ExitCode.OK);

        assertThat(terminal.out())
                .startsWith("2 services: no connections are recorded\n")
                .contains("TCP  192.0.2.10:80 sh -> rr\n", "TCP  192.0.2.11:80 wlc (new)\n")
                .contains("     10.0.0.1:8080's share of new flows changes most, by +25.0 points; no connections");
    }

    @Test
    void recordedFlowsComeFromLines() throws IOException {
        String flows = write("flows.txt", """
                # seen yesterday
                198.51.100.7:40000  TCP/192.0.2.10:80  10.0.0.2:8080

                [2001:db8::7]:40000 tcp/192.0.2.10:80  # its server is drawn
                198.51.100.7:40001  TCP/192.0.2.10:80  10.0.0.9:8080
                """);

        terminal.run("simulate", "--from", old, "--remove", "10.0.0.2:8080", "--flows-file", flows, "-o", "json");

        ForecastReport report = Json.read(terminal.out(), ForecastReport.class);
        assertThat(report.services().getFirst().recorded().connections()).isEqualTo(2);
        assertThat(report.unknownFlows()).isEqualTo(1);
        assertThat(report.services().getFirst().servers().get(1).recorded()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void recordedFlowsComeFromASavedListOfConnections() throws IOException {
        Terminal listing = new Terminal(_ -> director);
        listing.run("connections", "-o", "json", "--limit", "0");
        String flows = write("flows.json", listing.out());

        terminal.run("simulate", "--from", old, "--remove", "10.0.0.2", "--flows-file", flows);

        assertThat(terminal.out()).contains("6 of 8 recorded connections end");
    }

    @Test
    void jsonHasSharesFrom0To1AndNullForWhatIsNotThere() {
        terminal.run("simulate", "--add", "10.0.0.3:8080=4", "-o", "json");

        ForecastReport report = Json.read(terminal.out(), ForecastReport.class);
        ForecastReport.ServerReport added =
                report.services().getFirst().servers().getLast();
        assertThat(added.address()).isEqualTo("10.0.0.3:8080");
        assertThat(added.before()).isNull();
        assertThat(added.after())
                .isNotNull()
                .satisfies(after -> assertThat(after.share()).isEqualTo(0.5, within(1e-9)));
    }

    @Test
    void aPictureIsDrawn() throws IOException {
        Path picture = directory.resolve("shares.svg");

        assertThat(terminal.run("simulate", "--weight", "10.0.0.2=1", "--svg", picture.toString()))
                .isEqualTo(ExitCode.OK);

        assertThat(Files.readString(picture)).startsWith("<svg").contains("10.0.0.2:8080", "75.0%", "50.0%");
    }

    @Test
    void nothingThatChangesIsSaid() {
        assertThat(terminal.run("simulate", "--from", old, old)).isEqualTo(ExitCode.OK);

        assertThat(terminal.out()).isEqualTo("nothing changes\n");
    }

    @Test
    void whatWouldChangeMustBeSaid() {
        assertThat(terminal.run("simulate", "--from", old)).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.run("simulate", old, "--weight", "10.0.0.1=2")).isEqualTo(ExitCode.USAGE);

        assertThat(terminal.err()).contains("either a FILE, or --weight, --remove and --add");
    }

    @Test
    void mistakesAreToldWithTheMend() throws IOException {
        String flows = write("flows.txt", "198.51.100.7 TCP/192.0.2.10:80\n");
        List<List<String>> mistakes = List.of(
                List.of("--remove", "10.0.0.9"),
                List.of("--weight", "10.0.0.1"),
                List.of("--weight", "10.0.0.1=many"),
                List.of("--add", "10.0.0.1:8080"),
                List.of("--service", "TCP/192.0.2.99:80", "--remove", "10.0.0.1"),
                List.of("--service", "web", "--remove", "10.0.0.1"),
                List.of("--remove", "10.0.0.1", "--flows", "0"),
                List.of("--remove", "10.0.0.1", "--flows-file", flows),
                List.of(
                        "--remove",
                        "10.0.0.1",
                        "--flows-file",
                        directory.resolve("none").toString()));

        for (List<String> mistake : mistakes) {
            String[] arguments = Stream.concat(Stream.of("simulate", "--from", old), mistake.stream())
                    .toArray(String[]::new);
            assertThat(terminal.run(arguments)).as(mistake.toString()).isEqualTo(ExitCode.FAILED);
        }

        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err().replace(directory.toString(), "DIR")).isEqualTo("""
                weir: --remove: no service has a server 10.0.0.9; there are 10.0.0.1:8080, 10.0.0.2:8080
                weir: --weight 10.0.0.1: write SERVER=WEIGHT, such as 10.0.0.1:8080=0
                weir: --weight: 'many' is no weight, a number of 0 to 65535
                weir: server 10.0.0.1:8080 stands twice in TCP 192.0.2.10:80
                weir: --service: there is no TCP/192.0.2.99:80; there are TCP/192.0.2.10:80
                weir: 'web' is no PROTOCOL/VIP:PORT, such as TCP/192.0.2.10:80
                weir: flows: 0 is not within 1..1000000000
                weir: DIR/flows.txt:1: '198.51.100.7' is no ADDRESS:PORT; a line is CLIENT:PORT PROTOCOL/VIP:PORT [SERVER:PORT]
                weir: DIR/none can't be read: there is no such file
                """);
    }

    @Test
    void aFileThatIsWrongIsShownWhereItIs() throws IOException {
        String wrong = write("wrong.yaml", FILE.formatted("sh").replace("servers:", "sevrers:"));

        assertThat(terminal.run("simulate", "--from", old, wrong)).isEqualTo(ExitCode.FAILED);

        assertThat(terminal.err())
                .contains("wrong.yaml:6:5: ", "did you mean 'servers'?")
                .endsWith("wrong.yaml is refused for 1 problem; nothing was simulated\n");
    }
}
