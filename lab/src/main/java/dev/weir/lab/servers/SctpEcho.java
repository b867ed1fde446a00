package dev.weir.lab.servers;

import dev.weir.lab.LabException;
import dev.weir.lab.network.Host;
import dev.weir.model.IpAddress;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** usrsctp's echo servers, which speak SCTP in user space: a kernel need not have it, and must not. */
public final class SctpEcho implements AutoCloseable {
    public static final int PORT = 7;

    private static final Path PROGRAMS = Path.of("/usr/lib/usrsctp");
    private static final Path KERNEL_PROTOCOLS = Path.of("/proc/net/protocols");
    private static final String PATIENCE_SECONDS = "4";

    private final List<Process> servers = new ArrayList<>();

    /** Starts one on each host. */
    public SctpEcho(List<Host> hosts) {
        try {
            for (Host host : hosts) {
                List<String> program = List.of(PROGRAMS.resolve("echo_server").toString());
                servers.add(new ProcessBuilder(host.wrap(program))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start());
            }
        } catch (IOException e) {
            close();
            throw new LabException("cannot start an echo server: " + e.getMessage(), e);
        }
    }

    /** Why there can be none on this machine, if so. */
    public static Optional<String> obstacle() {
        try {
            if (!Files.isExecutable(PROGRAMS.resolve("echo_server"))) {
                return Optional.of("libusrsctp-examples isn't installed");
            }
            boolean kernelHasIt =
                    Files.readAllLines(KERNEL_PROTOCOLS).stream().anyMatch(line -> line.startsWith("SCTP"));
            return kernelHasIt ? Optional.of("this kernel has SCTP, and aborts what a program does") : Optional.empty();
        } catch (IOException e) {
            return Optional.of(KERNEL_PROTOCOLS + " can't be read: " + e.getMessage());
        }
    }

    /** Whether {@code text} comes back from a service, over an association of its own from the client's host. */
    public static boolean echoes(IpAddress vip, String text) {
        List<String> client = List.of(
                "stdbuf",
                "--output=L",
                "timeout",
                PATIENCE_SECONDS,
                PROGRAMS.resolve("client").toString(),
                vip.toString(),
                Integer.toString(PORT));
        try {
            Process process = new ProcessBuilder(Host.CLIENT.wrap(client))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader answers = process.inputReader()) {
                boolean echoed = isEchoed(text, process.outputWriter(), answers);
                answers.lines().forEach(_ -> {});
                return echoed;
            }
        } catch (IOException e) {
            throw new LabException("cannot run an SCTP client: " + e.getMessage(), e);
        }
    }

    /** The end of a client's input, which comes after the echo, has it shut its association down. */
    private static boolean isEchoed(String text, BufferedWriter input, BufferedReader answers) throws IOException {
        try (input) {
            input.write(text + "\n");
            input.flush();
            return answers.lines().anyMatch(text::equals);
        }
    }

    @Override
    public void close() {
        servers.forEach(Process::destroyForcibly);
    }
}
