package dev.weir.systemtests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Json;
import dev.weir.lab.Target;
import dev.weir.lab.verify.Report;
import dev.weir.lab.verify.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lab goes up, is judged, and goes away; so it does after a crash. There is one lab a machine: this takes it. */
@Tag("root")
class LabTest {
    @TempDir
    Path folder;

    @AfterEach
    void takeTheLabAway() {
        weir("lab", "down");
    }

    @Test
    void clusterServesEveryTargetAndOutlivesItsDirector() {
        assertSucceeds(weir("lab"));

        Weir.Outcome verified = weir("lab", "verify", "--kill", "-o", "json");
        assertSucceeds(verified);
        Report report = Json.read(verified.output(), Report.class);
        assertThat(report.rows()).hasSameSizeAs(Target.all());
        assertThat(report.rows()).allSatisfy(row -> assertThat(row.requests()).isGreaterThan(100));
        assertThat(report.rows()).extracting(Row::failures).containsOnly(0);
        assertThat(report.trials()).hasSizeGreaterThan(45);
        assertThat(report.trials())
                .allSatisfy(trial -> assertThat(trial.judgements().isEmpty())
                        .as(trial.feature())
                        .isEqualTo(trial.skipped() != null));
        assertThat(report.faults()).isEmpty();
        assertThat(report.kill()).isNotNull();

        assertSucceeds(weir("lab", "down"));
        assertThat(Leftovers.find()).isEmpty();
    }

    @Test
    void serverThatRefusesIsAFaultOfItsServices() {
        assertSucceeds(weir("lab"));
        assertSucceeds(weir("lab", "exec", "s2", "sh", "-c", "kill $(cat /run/weir-lab/s2/nginx.pid)"));

        Weir.Outcome verified = weir("lab", "verify", "--requests", "12", "--only", "nat-ipv4");

        assertThat(verified.status()).isEqualTo(1);
        assertThat(verified.errors()).contains("nat-ipv4 web-tcp: 5 of 15 requests failed", "s2 served 0 requests");
    }

    @Test
    void whatACrashLeftIsTakenAway() throws IOException {
        assertSucceeds(weir("lab"));
        // As if the machine's memory had run out: the director is killed, and the ledger was never finished.
        Path ledger = Path.of("/run/weir-lab/processes");
        List<String> lines = Files.readAllLines(ledger);
        assertThat(lines).isNotEmpty();
        Files.writeString(ledger, lines.getFirst().substring(0, 10));

        assertSucceeds(weir("lab", "down"));

        assertThat(Leftovers.find()).isEmpty();
    }

    private Weir.Outcome weir(String... arguments) {
        return Weir.run(folder, arguments);
    }

    private static void assertSucceeds(Weir.Outcome outcome) {
        assertThat(outcome.status()).as(outcome.output() + outcome.errors()).isZero();
    }
}
