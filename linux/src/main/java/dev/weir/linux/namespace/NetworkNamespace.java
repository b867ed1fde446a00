package dev.weir.linux.namespace;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.weir.linux.CLibrary;
import dev.weir.linux.Descriptor;
import dev.weir.linux.ErrnoCall;
import dev.weir.linux.LinuxException;
import dev.weir.linux.Mounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A network namespace with a name, as {@code ip netns} makes and sees them: a file in {@code /run/netns}.
 *
 * <p>Any thread may use it; none but {@link #run}'s own thread ever enters it.
 *
 * @param name its file's name
 */
public record NetworkNamespace(String name) {
    private static final Path DIRECTORY = Path.of("/run/netns");
    private static final int CLONE_NEWNET = 0x40000000;

    private static final MethodHandle UNSHARE = CLibrary.LIBC.function("unshare", JAVA_INT, JAVA_INT);
    private static final MethodHandle SETNS = CLibrary.LIBC.function("setns", JAVA_INT, JAVA_INT, JAVA_INT);

    public NetworkNamespace {
        if (!name.matches("[^/\\s\\x00]{1,255}") || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("'" + name + "' is no name for a network namespace");
        }
    }

    /** Those that have a name, in the order of their names. */
    public static List<NetworkNamespace> list() {
        if (!Files.isDirectory(DIRECTORY)) {
            return List.of();
        }
        try (var files = Files.list(DIRECTORY)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .map(NetworkNamespace::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes a new one; nothing is in it but a loopback interface that is down.
     *
     * @throws LinuxException EEXIST if the name is taken
     */
    public static NetworkNamespace create(String name) {
        NetworkNamespace created = new NetworkNamespace(name);
        NamespaceDirectory.prepare(DIRECTORY);
        NamespaceDirectory.createMountPoint(created.path());
        try {
            NamespaceThread.run("create " + name, created::unshareAndBind);
        } catch (LinuxException e) {
            NamespaceDirectory.removeMountPoint(created.path());
            throw e;
        }
        return created;
    }

    private NetworkNamespace unshareAndBind() {
        ErrnoCall.checked("unshare", this, errno -> (int) UNSHARE.invokeExact(errno, CLONE_NEWNET));
        Mounts.mount("/proc/thread-self/ns/net", path(), "none", Mounts.BIND, "");
        return this;
    }

    /** Its file. */
    public Path path() {
        return DIRECTORY.resolve(name);
    }

    public boolean exists() {
        return Files.exists(path());
    }

    /**
     * A descriptor that stands for it, such as a link is moved by; it keeps the namespace alive.
     *
     * @throws LinuxException ENOENT if there is none of its name
     */
    public Descriptor open() {
        return Descriptor.openReadOnly(path());
    }

    /**
     * Runs some work on a platform thread of its own that is in this namespace, and waits for it.
     *
     * <p>A socket that is opened there belongs to the namespace for good and can be used from any thread.
     *
     * @throws X what the work threw
     */
    public <T, X extends Exception> T run(NamespaceThread.Work<T, X> work) throws X {
        return NamespaceThread.run("in " + name, () -> {
            try (Descriptor namespace = open()) {
                int fd = namespace.number();
                ErrnoCall.checked("enter namespace", name, errno -> (int) SETNS.invokeExact(errno, fd, CLONE_NEWNET));
            }
            return work.run();
        });
    }

    /** Takes its name away; it ends with the last process, link and descriptor in it. Does nothing if there is none. */
    public void delete() {
        if (exists()) {
            NamespaceDirectory.removeMountPoint(path());
        }
    }

    @Override
    public String toString() {
        return "network namespace " + name;
    }
}
