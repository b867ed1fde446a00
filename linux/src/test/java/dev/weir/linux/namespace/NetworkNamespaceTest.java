package dev.weir.linux.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.linux.LinuxException;
import dev.weir.linux.Offload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("root")
class NetworkNamespaceTest {
    private static final String NAME = "weir-t-" + ProcessHandle.current().pid() + "-ns";

    private NetworkNamespace namespace;

    @BeforeEach
    void create() {
        namespace = NetworkNamespace.create(NAME);
    }

    @AfterEach
    void delete() {
        namespace.delete();
    }

    @Test
    void newOneIsListedAndHoldsOnlyALoopback() throws IOException {
        assertThat(NetworkNamespace.list()).contains(namespace);
        assertThat(namespace.<String, IOException>run(() -> Files.readString(Path.of("/proc/thread-self/net/dev"))))
                .contains("lo:")
                .hasLineCount(3);
    }

    @Test
    void takenNameIsRefused() {
        assertThatThrownBy(() -> NetworkNamespace.create(NAME))
                .isInstanceOf(LinuxException.class)
                .hasMessage("create /run/netns/" + NAME + ": EEXIST (File exists)");
        assertThat(namespace.exists()).isTrue();
    }

    @Test
    void deletedOneIsGone() {
        namespace.delete();
        namespace.delete();

        assertThat(namespace.exists()).isFalse();
        assertThatThrownBy(() -> namespace.run(() -> 1)).hasMessageContaining("ENOENT");
    }

    @Test
    void fileThatACrashLeftIsCleanedUp() throws IOException {
        namespace.delete();
        Files.createFile(namespace.path());

        namespace.delete();

        assertThat(namespace.exists()).isFalse();
    }

    @Test
    void callersThreadStaysWhereItIs() throws IOException {
        Path own = Path.of("/proc/thread-self/ns/net");
        String before = Files.readSymbolicLink(own).toString();
        String inside = namespace.run(() -> Files.readSymbolicLink(own).toString());

        assertThat(inside).isNotEqualTo(before);
        assertThat(Files.readSymbolicLink(own)).hasToString(before);
    }

    @Test
    void exceptionOfTheWorkComesThrough() {
        assertThatThrownBy(() -> namespace.run(() -> {
                    throw new IOException("of the work");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("of the work");
    }

    @Test
    void nameThatLeavesTheDirectoryIsRefused() {
        assertThatThrownBy(() -> new NetworkNamespace("../etc")).hasMessageContaining("'../etc' is no name");
    }

    @Test
    void offloadIsSwitched() {
        namespace.run(() -> {
            Offload.GENERIC_SEGMENTATION.disable("lo");
            assertThat(Offload.GENERIC_SEGMENTATION.isEnabled("lo")).isFalse();
            Offload.GENERIC_SEGMENTATION.enable("lo");
            assertThat(Offload.GENERIC_SEGMENTATION.isEnabled("lo")).isTrue();
            return true;
        });
    }

    @Test
    void offloadOfAMissingInterfaceIsTold() {
        assertThatThrownBy(() -> Offload.GENERIC_RECEIVE.disable("weir-none"))
                .hasMessage("GENERIC_RECEIVE of weir-none: ENODEV (No such device)");
    }
}
