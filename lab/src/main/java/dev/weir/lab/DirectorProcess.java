package dev.weir.lab;

import dev.weir.api.ApiClient;
import dev.weir.api.DirectorApi;
import dev.weir.api.RunDirectory;
import dev.weir.lab.network.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** {@code weir director} on a host of the lab: the same program and class path as the one that runs now. */
public final class DirectorProcess {
    private static final int ATTEMPTS = 1500;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Host host;
    private final ProcessLedger ledger;

    public DirectorProcess(Host host, ProcessLedger ledger) {
        this.host = host;
        this.ledger = ledger;
    }

    /** The cluster file it watches. */
    public Path clusterFile() {
        return LabDirectory.of(host).resolve("cluster.yaml");
    }

    /** Where it leaves its API's address and token. */
    public Path runDirectory() {
        return LabDirectory.of(host).resolve("run");
    }

    private Path stateDirectory() {
        return LabDirectory.of(host).resolve("state");
    }

    public Path log() {
        return LabDirectory.of(host).resolve("director.log");
    }

    private Path pins() {
        return LabDirectory.pins().resolve(host.label());
    }

    /**
     * Starts it and waits until it answers.
     *
     * @throws LabException if it ends or doesn't answer within half a minute; its log's end is told
     */
    public void start() {
        forgetEarlierAddress();
        ProcessHandle process = ledger.start(host, name(), command(), log());
        for (int i = 0; i < ATTEMPTS && ProcessStat.isRunning(process.pid()); i++) {
            if (Files.exists(apiAddress())) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new LabException("the director on %s %s; the end of its log, %s:%n%s"
                .formatted(
                        host.label(),
                        ProcessStat.isRunning(process.pid()) ? "gives no answer" : "ended",
                        log(),
                        endOfLog()));
    }

    private Path apiAddress() {
        return new RunDirectory(runDirectory()).address();
    }

    /** One that was killed leaves its API's address behind. */
    private void forgetEarlierAddress() {
        try {
            Files.deleteIfExists(apiAddress());
        } catch (IOException e) {
            throw new LabException("cannot take away " + apiAddress() + ": " + e.getMessage(), e);
        }
    }

    /** Asks it by its API, on a thread of its host. */
    public <T> T ask(Function<DirectorApi, T> question) {
        return host.run(() -> {
            try (DirectorApi api = ApiClient.open(runDirectory())) {
                return question.apply(api);
            }
        });
    }

    /** SIGKILL: it can't tidy up, as after a crash. */
    public void kill() {
        ProcessHandle process = ledger.find(name())
                .orElseThrow(() -> new LabException("no director runs on " + host.label() + "; see " + log()));
        process.destroyForcibly();
        while (ProcessStat.isRunning(process.pid())) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    public boolean isRunning() {
        return ledger.find(name()).isPresent();
    }

    private String name() {
        return host.label() + "-director";
    }

    private List<String> command() {
        return WeirProgram.command(
                "director",
                "-c",
                clusterFile().toString(),
                "--run-dir",
                runDirectory().toString(),
                "--pin-dir",
                pins().toString(),
                "--state-dir",
                stateDirectory().toString());
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "(cannot be read: " + e.getMessage() + ")";
        }
    }
}
