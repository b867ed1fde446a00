package dev.weir.dataplane.kernel;

import dev.weir.dataplane.DataPlaneException;
import dev.weir.linux.BpfFilesystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names in bpffs that keep the packet path alive without its director.
 *
 * <pre>
 *   DIRECTORY/maps/conn_entries ...   the maps
 *   DIRECTORY/program                 the program that runs now, and program_tc, the one at traffic control
 *   DIRECTORY/links/native/eth0       their attachments, by place and interface
 *   DIRECTORY/links/tcx/eth1:7        eth1.7: bpffs takes no dot, and no interface's name has a colon
 * </pre>
 */
record Pins(Path directory) {
    private static final Logger LOG = LoggerFactory.getLogger(Pins.class);
    private static final String MAPS = "maps";
    private static final String PROGRAM = "program";
    private static final String TC_PROGRAM = "program_tc";
    private static final String LINKS = "links";

    /** An attachment's pin. */
    record LinkPin(AttachPoint point, String interfaceName, Path path) {
        /** Takes the program off the interface, if that is still there, and forgets the attachment. */
        void detach() {
            point.fastening().detach(path);
        }
    }

    Path map(MapName map) {
        return directory.resolve(MAPS).resolve(map.pin());
    }

    Path program() {
        return directory.resolve(PROGRAM);
    }

    Path tcProgram() {
        return directory.resolve(TC_PROGRAM);
    }

    LinkPin link(AttachPoint point, String interfaceName) {
        return new LinkPin(point, interfaceName, links(point).resolve(interfaceName.replace('.', ':')));
    }

    private Path links(AttachPoint point) {
        return directory.resolve(LINKS).resolve(point.folder());
    }

    /**
     * Makes the folders.
     *
     * @throws DataPlaneException if the directory would lie outside any bpffs
     */
    void create() {
        requireBpffs();
        try {
            Files.createDirectories(directory.resolve(MAPS));
            for (AttachPoint point : AttachPoint.values()) {
                Files.createDirectories(links(point));
            }
        } catch (IOException e) {
            throw new DataPlaneException("can't make the pin directory " + directory + ": " + e, e);
        }
    }

    private void requireBpffs() {
        Path existing = directory.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.resolve("..").normalize();
        }
        if (!BpfFilesystem.holds(existing)) {
            throw new DataPlaneException("the pin directory " + directory + " lies in no BPF file system;"
                    + " choose one below /sys/fs/bpf, or mount one: mount -t bpf bpf " + existing);
        }
    }

    /** The attachments that are pinned. */
    List<LinkPin> linkPins() {
        return Stream.of(AttachPoint.values()).flatMap(this::linkPins).toList();
    }

    private Stream<LinkPin> linkPins(AttachPoint point) {
        return list(links(point)).stream().map(path -> {
            String name = String.valueOf(path.getFileName()).replace(':', '.');
            return new LinkPin(point, name, path);
        });
    }

    /**
     * Detaches the program everywhere and removes all names, and the directory if it holds nothing else; nothing
     * happens if there are none.
     */
    void removeAll() {
        if (!Files.exists(directory)) {
            return;
        }
        requireBpffs();
        linkPins().forEach(LinkPin::detach);
        for (String name : List.of(LINKS, MAPS, PROGRAM, TC_PROGRAM)) {
            removeTree(directory.resolve(name));
        }
        removeDirectory();
    }

    private void removeDirectory() {
        try {
            Files.delete(directory);
        } catch (DirectoryNotEmptyException e) {
            LOG.info("{} holds what is not Weir's, and is left", directory);
        } catch (IOException e) {
            LOG.info("{} is left, now empty: {}", directory, e.getMessage());
        }
    }

    /** Removes one name; nothing happens if there is none. */
    static void remove(Path pin) {
        try {
            Files.deleteIfExists(pin);
        } catch (IOException e) {
            throw new UncheckedIOException("can't remove the pin " + pin, e);
        }
    }

    private static void removeTree(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            tree.sorted(Comparator.reverseOrder()).forEach(Pins::remove);
        } catch (IOException e) {
            throw new UncheckedIOException("can't list the pin directory " + root, e);
        }
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("can't list the pin directory " + folder, e);
        }
    }
}
