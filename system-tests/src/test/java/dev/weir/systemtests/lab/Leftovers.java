package dev.weir.systemtests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What of a lab is on this machine. */
final class Leftovers {
    private static final String PREFIX = "weir-";

    private Leftovers() {}

    /** Namespaces, interfaces, pins and files of the lab, and processes that have one of its files open or named. */
    static List<String> find() {
        Stream<String> files = Stream.of("/run", "/run/netns", "/sys/class/net", "/sys/fs/bpf")
                .map(Path::of)
                .flatMap(folder -> children(folder).stream())
                .filter(path -> String.valueOf(path.getFileName()).startsWith(PREFIX))
                .map(Path::toString);
        return Stream.concat(files, processes()).toList();
    }

    private static Stream<String> processes() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains("/run/weir-lab/"));
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
