package dev.weir.lab.network;

import dev.weir.lab.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The lab's network namespaces, all of whose names begin with {@code weir-}. */
public final class Namespaces {
    static final String PREFIX = "weir-";

    /** The namespace that holds the two switches. */
    static final String SWITCHES = PREFIX + "lan";

    private static final Path FOLDER = Path.of("/run/netns");

    private Namespaces() {}

    static Path file(String namespace) {
        return FOLDER.resolve(namespace);
    }

    /** Every namespace the lab makes. */
    static List<String> all() {
        return Stream.concat(Stream.of(SWITCHES), Stream.of(Host.values()).map(Host::namespace))
                .toList();
    }

    /** Those of the lab's that are there now. */
    public static List<String> present() {
        return all().stream().filter(name -> Files.exists(file(name))).toList();
    }

    /** A command that runs {@code arguments} in {@code namespace}, with the machine's own mounts. */
    static List<String> wrap(String namespace, List<String> arguments) {
        return Stream.concat(Stream.of("nsenter", "--net=" + file(namespace)), arguments.stream())
                .toList();
    }

    static Command command(String namespace, String... arguments) {
        return new Command(wrap(namespace, List.of(arguments)));
    }

    static void add(String namespace) {
        Command.of("ip", "netns", "add", namespace).run();
    }

    /** Takes a namespace away, and with it its interfaces, routes, rules and XDP programs. */
    static void delete(String namespace) {
        Command.of("ip", "netns", "delete", namespace).run();
    }

    /** The processes that live in {@code namespace}, a daemon's workers too. */
    public static List<ProcessHandle> inhabitants(String namespace) {
        return Command.of("ip", "netns", "pids", namespace)
                .run()
                .lines()
                .map(line -> ProcessHandle.of(Long.parseLong(line.strip())))
                .flatMap(Optional::stream)
                .toList();
    }
}
