package dev.weir.systemtests.linux61;

import dev.weir.systemtests.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An emulated machine whose only program tries BPF objects: see try_objects.c. */
final class TrialMachine {
    private static final Duration BUILD_DEADLINE = Duration.ofMinutes(1);
    private static final Duration BOOT_DEADLINE = Duration.ofMinutes(2);

    private static final List<String> QEMU =
            List.of("qemu-system-x86_64", "-cpu", "max", "-m", "1G", "-nographic", "-no-reboot", "-nic", "none");

    private final Path folder;
    private final Path root;

    /** A machine that is put together in the folder, from this source of its program. */
    TrialMachine(Path folder, Path program) {
        this.folder = folder;
        this.root = folder.resolve("root");
        createFolders("objects", "proc", "sys", "dev");
        String init = root.resolve("init").toString();
        run("clang-19", "-std=gnu17", "-O2", "-static", "-o", init, program.toString(), "-lbpf", "-lelf", "-lz");
    }

    void add(List<Path> objects) {
        try {
            for (Path object : objects) {
                Path target = root.resolve("objects").resolve(object.getFileName());
                Files.copy(object, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy an object into " + root, e);
        }
    }

    /** Sizes of maps and values of constants, by name. */
    void set(Map<String, Integer> settings) {
        String lines = settings.entrySet().stream()
                .map(setting -> setting.getKey() + " " + setting.getValue() + "\n")
                .collect(Collectors.joining());
        try {
            Files.writeString(root.resolve("settings"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the settings into " + root, e);
        }
    }

    /** Boots the kernel, and returns what the console showed until the machine powered off. */
    String boot(Path kernel) {
        String initramfs = folder.resolve("initramfs").toString();
        run("sh", "-c", "cd root && find . | cpio --quiet -o -H newc > " + initramfs);
        List<String> qemu = new ArrayList<>(QEMU);
        qemu.addAll(List.of("-kernel", kernel.toString(), "-initrd", initramfs));
        qemu.addAll(List.of("-append", "console=ttyS0 panic=-1 no_timer_check"));
        return new Command(folder, BOOT_DEADLINE, qemu).run();
    }

    private void createFolders(String... names) {
        try {
            for (String name : names) {
                Files.createDirectories(root.resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the machine's root in " + root, e);
        }
    }

    private void run(String... words) {
        Command.in(folder, BUILD_DEADLINE, words).run();
    }
}
