package dev.weir.lab;

import dev.weir.lab.network.Host;
import dev.weir.lab.network.Namespaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The list, in a file, of the processes that the lab started: name, process id and start (in clock ticks since the
 * machine's), so that a later run, even after a crash, ends those and no other that was given the same id since.
 */
public final class ProcessLedger {
    /** How long a process may take to end when asked. */
    private static final Duration POLITE = Duration.ofSeconds(3);

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Path file;

    public ProcessLedger(Path file) {
        this.file = file;
    }

    /** A line of the ledger. */
    record Entry(String name, long pid, long startTicks) {
        private static final Pattern LINE = Pattern.compile("(\\S+) (\\d{1,18}) (\\d{1,18})");

        /** None of a line that a crash has cut short. */
        static Optional<Entry> parse(String line) {
            Matcher matcher = LINE.matcher(line);
            return matcher.matches()
                    ? Optional.of(new Entry(
                            matcher.group(1), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3))))
                    : Optional.empty();
        }

        String line() {
            return name + " " + pid + " " + startTicks + "\n";
        }

        /** The process, if it still is the one that was entered. */
        Optional<ProcessHandle> process() {
            return ProcessStat.of(pid)
                    .filter(stat -> stat.startTicks() == startTicks && ProcessStat.isRunning(pid))
                    .flatMap(_ -> ProcessHandle.of(pid));
        }
    }

    /**
     * Starts a program on {@code host}, out of reach of the terminal's signals, and enters it.
     *
     * @param name what it is entered as
     * @param log where its output goes
     */
    public ProcessHandle start(Host host, String name, List<String> program, Path log) {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(host.wrap(program));
        try {
            // setsid and nsenter become the program they run: its process id is the one we get here.
            Process process = new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            enter(name, process.toHandle());
            return process.toHandle();
        } catch (IOException e) {
            throw new LabException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    private void enter(String name, ProcessHandle process) throws IOException {
        ProcessStat stat = ProcessStat.of(process.pid())
                .orElseThrow(() -> new LabException(name + " ended as soon as it was started"));
        String line = new Entry(name, process.pid(), stat.startTicks()).line();
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The running process that was entered last as {@code name}. */
    public Optional<ProcessHandle> find(String name) {
        return entries().reversed().stream()
                .filter(entry -> entry.name.equals(name))
                .flatMap(entry -> entry.process().stream())
                .findFirst();
    }

    /** How many of the entered processes run. */
    public long running() {
        return entries().stream().flatMap(entry -> entry.process().stream()).count();
    }

    private List<Entry> entries() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.flatMap(line -> Entry.parse(line).stream()).toList();
        } catch (IOException e) {
            throw new LabException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Ends them all, and whatever else lives on the lab's hosts: workers that outlived their master, shells. */
    public void endAll() {
        end(entries().stream().flatMap(entry -> entry.process().stream()).toList());
        end(Namespaces.present().stream()
                .flatMap(namespace -> Namespaces.inhabitants(namespace).stream())
                .toList());
    }

    private static void end(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroy);
        awaitEnd(processes, POLITE);
        processes.stream().filter(ProcessLedger::isRunning).forEach(ProcessHandle::destroyForcibly);
        awaitEnd(processes, POLITE);
    }

    private static void awaitEnd(List<ProcessHandle> processes, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (processes.stream().anyMatch(ProcessLedger::isRunning) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean isRunning(ProcessHandle process) {
        return ProcessStat.isRunning(process.pid());
    }
}
