package dev.weir.linux.bpf;

import dev.weir.linux.Descriptor;
import java.nio.file.Path;

/** A verified program in the kernel, by a descriptor of its own. Any thread may use it. */
public final class BpfProgram implements AutoCloseable {
    private final String name;
    private final Descriptor descriptor;

    BpfProgram(String name, Descriptor descriptor) {
        this.name = name;
        this.descriptor = descriptor;
    }

    /**
     * Opens a program by its pin.
     *
     * @throws dev.weir.linux.LinuxException ENOENT if nothing is pinned there
     */
    public static BpfProgram openPinned(Path pin) {
        return new BpfProgram(String.valueOf(pin.getFileName()), BpfPin.open(pin));
    }

    public String name() {
        return name;
    }

    public BpfProgramInfo info() {
        return BpfProgramInfo.of(descriptor, name);
    }

    /** Its descriptor, for a call that names it by that; it stays this program's. */
    public Descriptor descriptor() {
        return descriptor;
    }

    /** Gives it a name in bpffs, which keeps it alive. */
    public void pin(Path path) {
        BpfPin.pin(descriptor, path);
    }

    /** Runs it on a packet of our own, by BPF_PROG_TEST_RUN. */
    public TestRun.Result run(TestRun request) {
        return request.on(this);
    }

    @Override
    public String toString() {
        return "program " + name;
    }

    /** Closes the descriptor; a program that is pinned or attached lives on. */
    @Override
    public void close() {
        descriptor.close();
    }
}
