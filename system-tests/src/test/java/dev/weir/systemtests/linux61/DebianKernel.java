package dev.weir.systemtests.linux61;

import dev.weir.systemtests.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The kernel of Debian's cloud images, unpacked from its package and not installed. */
final class DebianKernel {
    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final Pattern IMAGE_PACKAGE = Pattern.compile("linux-image-[\\d.]+-\\d+-cloud-\\w+");

    private final Path folder;

    /** The kernel, kept in the folder between runs. */
    DebianKernel(Path folder) {
        this.folder = folder;
    }

    /** The image that a machine boots, fetched when it is not there. */
    Path image() {
        return kept().orElseGet(this::fetch);
    }

    private Path fetch() {
        try {
            return download();
        } catch (IllegalStateException oldLists) {
            run("apt-get", "update");
            return download();
        }
    }

    private Path download() {
        String name = newestPackage();
        run("apt-get", "download", name);
        run("sh", "-c", "dpkg-deb --fsys-tarfile " + name + "_*.deb | tar -x --wildcards ./boot/vmlinuz-*");
        return kept().orElseThrow(() -> new IllegalStateException(name + " holds no kernel image"));
    }

    /** linux-image-cloud-amd64 is an empty package that depends on the image of the day. */
    private String newestPackage() {
        return IMAGE_PACKAGE
                .matcher(run("apt-cache", "depends", "linux-image-cloud-amd64"))
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("apt knows no cloud kernel"));
    }

    private Optional<Path> kept() {
        try (Stream<Path> found = Files.walk(Files.createDirectories(folder))) {
            return found.filter(file -> file.getFileName().toString().startsWith("vmlinuz-"))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + folder, e);
        }
    }

    private String run(String... words) {
        return Command.in(folder, DEADLINE, words).run();
    }
}
