package dev.weir.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The checkout that the tests run in. */
public final class Checkout {
    private static final Set<String> NOT_OURS = Set.of(".git", "target", ".idea", ".vscode");

    private Checkout() {}

    /** The folder of the launcher. */
    public static Path root() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("weir")) && Files.isDirectory(folder.resolve("launcher"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                here + " is in no checkout of Weir: no folder above it has ./weir and ./launcher");
    }

    /** Every file that people wrote, relative to the root. */
    public static List<Path> files() {
        try (Stream<Path> found = Files.walk(root())) {
            return found.filter(Files::isRegularFile)
                    .map(root()::relativize)
                    .filter(Checkout::isOurs)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the checkout", e);
        }
    }

    private static boolean isOurs(Path file) {
        for (Path part : file) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
