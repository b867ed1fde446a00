package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.ChangeOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server of two services, whose connections end while it is looked at. */
class DrainCommandTest {
    private final FakeDirectorApi director = new FakeDirectorApi();
    private final FakePace pace = new FakePace();
    private final Terminal terminal = new Terminal(directory -> director, pace, Screen.LINES);

    @BeforeEach
    void serve() {
        director.servers = List.of(
                FakeDirectorApi.server("tcp", "192.0.2.10:80", "10.0.0.1:80", 1),
                FakeDirectorApi.server("tcp", "192.0.2.11:80", "10.0.0.1:80", 5));
    }

    @Test
    void itEndsWhenTheLastConnectionHasAndTellsEachChangeOnce() {
        director.connectionsEndAt(pace, Duration.ofSeconds(3));

        assertThat(terminal.run("drain", "10.0.0.1:80")).isEqualTo(ExitCode.OK);

        assertThat(director.asked)
                .containsExactly(
                        "weight 0 of 10.0.0.1:80 of tcp 192.0.2.10:80",
                        "weight 0 of 10.0.0.1:80 of tcp 192.0.2.11:80",
                        "close");
        assertThat(terminal.out()).isEqualTo("""
                10.0.0.1:80: 6 active, 28 inactive left
                10.0.0.1:80: nothing is left
                10.0.0.1:80 is drained; its weight stays 0: take it out of the cluster file, or give it the file's \
                weight back with 'weir weight 10.0.0.1:80 --reset'
                """);
        assertThat(pace.passed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void inOneServiceOnlyIfItIsNamed() {
        director.connectionsEndAt(pace, Duration.ZERO);

        terminal.run("drain", "10.0.0.1", "--service", "192.0.2.11:80");

        assertThat(director.asked).containsExactly("weight 0 of 10.0.0.1:80 of tcp 192.0.2.11:80", "close");
    }

    @Test
    void whenTheTimeIsOverItTellsWhatIsLeftAndTheMend() {
        assertThat(terminal.run("drain", "10.0.0.1", "--timeout", "1s200ms")).isEqualTo(ExitCode.TIME_OVER);

        assertThat(pace.passed()).isEqualTo(Duration.ofMillis(1_200));
        assertThat(terminal.out()).isEqualTo("10.0.0.1: 6 active, 28 inactive left\n");
        assertThat(terminal.err())
                .isEqualTo("weir: 1s200ms are over, and 6 active, 28 inactive of 10.0.0.1 are left; its weight stays 0,"
                        + " so nothing new comes: wait on with 'weir drain 10.0.0.1', take it out of the cluster file,"
                        + " which ends them, or give up with 'weir weight 10.0.0.1 --reset'\n");
    }

    @Test
    void itWaitsTenMinutesUnlessTold() {
        assertThat(terminal.run("drain", "10.0.0.1")).isEqualTo(ExitCode.TIME_OVER);

        assertThat(pace.passed()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void withoutWaitingItTellsWhatIsLeft() {
        assertThat(terminal.run("drain", "10.0.0.1", "--no-wait")).isEqualTo(ExitCode.OK);

        assertThat(terminal.out()).isEqualTo("10.0.0.1: 6 active, 28 inactive left\n");
        assertThat(pace.passed()).isZero();
    }

    @Test
    void onATerminalOneLineIsWrittenOverAndOver() {
        director.connectionsEndAt(pace, Duration.ofSeconds(1));
        Terminal live = new Terminal(directory -> director, pace, Screen.LIVE);

        live.run("drain", "10.0.0.1");

        assertThat(live.out())
                .startsWith(
                        "\r10.0.0.1: 6 active, 28 inactive left\u001b[K\r10.0.0.1: nothing is left\u001b[K\n10.0.0.1 is");
    }

    @Test
    void asJsonEachChangeIsALine() {
        director.connectionsEndAt(pace, Duration.ofSeconds(1));
        Terminal live = new Terminal(directory -> director, pace, Screen.LIVE);

        live.run("drain", "10.0.0.1", "-o", "json");

        assertThat(live.out()).isEqualTo("""
                {"activeConnections":6,"inactiveConnections":28,"persistentClients":0}
                {"activeConnections":0,"inactiveConnections":0,"persistentClients":0}
                """);
    }

    @Test
    void aWeightThatSomebodySetsMeanwhileEndsIt() {
        director.weightIsSetAt(pace, Duration.ofSeconds(2), 9);

        assertThat(terminal.run("drain", "10.0.0.1")).isEqualTo(ExitCode.FAILED);

        assertThat(terminal.err())
                .isEqualTo("weir: 10.0.0.1 was given another weight meanwhile, so it drains no more\n");
    }

    @Test
    void aServerThatLeavesTheFileIsDone() {
        director.serversLeaveAt(pace, Duration.ofSeconds(2));

        assertThat(terminal.run("drain", "10.0.0.1")).isEqualTo(ExitCode.OK);

        assertThat(terminal.out()).endsWith("10.0.0.1 has left the cluster file, and its connections with it\n");
    }

    @Test
    void aServerThatThereIsNotIsTold() {
        assertThat(terminal.run("drain", "10.0.0.9")).isEqualTo(ExitCode.FAILED);

        assertThat(terminal.err()).isEqualTo("weir: no service has a server 10.0.0.9: weir servers lists them\n");
    }

    @Test
    void aDirectorThatFailsIsNotWaitedFor() {
        director.outcome = new ChangeOutcome.Failed("the plane is gone");

        assertThat(terminal.run("drain", "10.0.0.1")).isEqualTo(ExitCode.FAILED);

        assertThat(pace.passed()).isZero();
    }
}
