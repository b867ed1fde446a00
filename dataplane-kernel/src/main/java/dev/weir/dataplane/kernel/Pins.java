package dev.weir.dataplane.kernel;

import dev.weir.dataplane.DataPlaneException;
import dev.weir.linux.BpfFilesystem;
import dev.weir.linux.bpf.BpfLink;
import dev.weir.linux.bpf.Hook;
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
 *   DIRECTORY/program                 the program that runs now
 *   DIRECTORY/links/native/eth0       its attachments, by mode and interface
 *   DIRECTORY/links/generic/eth1:7    eth1.7: bpffs takes no dot, and no interface's name has a colon
 * </pre>
 */
record Pins(Path directory) {
    private static final Logger LOG = LoggerFactory.getLogger(Pins.class);
    private static final String MAPS = "maps";
    private static final String PROGRAM = "program";
    private static final String LINKS = "links";

    /** An attachment's pin. */
    record LinkPin(Hook mode, String interfaceName, Path path) {}

    Path map(MapName map) {
        return directory.resolve(MAPS).resolve(map.pin());
    }

    Path program() {
        return directory.resolve(PROGRAM);
    }

    LinkPin link(Hook mode, String interfaceName) {
        return new LinkPin(mode, interfaceName, links(mode).resolve(interfaceName.replace('.', ':')));
    }

    private Path links(Hook mode) {
        String folder = switch (mode) {
            case XDP_NATIVE -> "native";
            case XDP_GENERIC -> "generic";
            case TCX_INGRESS -> "tcx";
        };
        return directory.resolve(LINKS).resolve(folder);
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
            for (Hook mode : Hook.values()) {
                Files.createDirectories(links(mode));
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
        return Stream.of(Hook.values()).flatMap(this::linkPins).toList();
    }

    private Stream<LinkPin> linkPins(Hook mode) {
        return list(links(mode)).stream().map(path -> {
            String name = String.valueOf(path.getFileName()).replace(':', '.');
            return new LinkPin(mode, name, path);
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
        linkPins().forEach(Pins::detach);
        for (String name : List.of(LINKS, MAPS, PROGRAM)) {
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

    /** Takes the program off an interface, if that is still there, and forgets the attachment. */
    static void detach(LinkPin pin) {
        try (BpfLink link = BpfLink.openPinned(pin.path())) {
            if (link.info().interfaceIndex() != 0) {
                link.detach();
            }
        }
        remove(pin.path());
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
