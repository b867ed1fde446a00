package dev.weir.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLedgerTest {
    private static final long OWN_PID = ProcessHandle.current().pid();

    @TempDir
    Path folder;

    @Test
    void processThatStillIsTheEnteredOneIsFound() throws IOException {
        assertThat(ledger("me %d %d\n".formatted(OWN_PID, ownStart())).find("me"))
                .contains(ProcessHandle.current());
    }

    @Test
    void processThatWasGivenTheSameIdSinceIsNotFound() throws IOException {
        assertThat(ledger("me %d %d\n".formatted(OWN_PID, ownStart() - 1)).find("me"))
                .isEmpty();
    }

    @Test
    void lineThatACrashCutShortIsPassedOver() throws IOException {
        ProcessLedger ledger = ledger("me %d %d\nother %d".formatted(OWN_PID, ownStart(), OWN_PID));

        assertThat(ledger.running()).isEqualTo(1);
    }

    @Test
    void ledgerThatIsNotThereHoldsNothing() {
        assertThat(new ProcessLedger(folder.resolve("none")).running()).isZero();
    }

    private ProcessLedger ledger(String text) throws IOException {
        return new ProcessLedger(Files.writeString(folder.resolve("processes"), text));
    }

    private static long ownStart() {
        return ProcessStat.of(OWN_PID).orElseThrow().startTicks();
    }
}
