package dev.weir.linux.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.weir.linux.Descriptor;
import dev.weir.linux.ErrnoCall;
import dev.weir.linux.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * The attachment of a program to a {@link Hook} of an interface. It ends with its last descriptor, unless it is pinned.
 *
 * <p>Any thread may use it; {@link #attach} takes the interface of the calling thread's network namespace.
 */
public final class BpfLink implements AutoCloseable {
    /**
     * What the kernel says of it.
     *
     * @param id its number in this kernel
     * @param programId the {@link BpfProgramInfo#id} of the program that runs
     * @param interfaceIndex where; 0 if the interface is gone
     */
    public record Attachment(int id, int programId, int interfaceIndex) {}

    /** Of {@code struct bpf_link_create_opts}; flags stand at 8. */
    private static final long CREATE_OPTIONS_SIZE = 64;

    /** Of {@code struct bpf_link_info}; type 0, id 4, prog_id 8; xdp.ifindex and tcx.ifindex both at 16. */
    private static final long INFO_SIZE = 48;

    private final String name;
    private final Descriptor descriptor;

    private BpfLink(String name, Descriptor descriptor) {
        this.name = name;
        this.descriptor = descriptor;
    }

    /**
     * Attaches a program.
     *
     * @throws dev.weir.linux.LinuxException EBUSY or EEXIST if the interface has an XDP program already, EOPNOTSUPP or
     *     EINVAL if its driver can't run one in that mode, EINVAL if the kernel is too old for tcx or the program is
     *     not of the hook's type
     */
    public static BpfLink attach(BpfProgram program, int interfaceIndex, Hook hook) {
        String name = hook + " on interface " + interfaceIndex;
        int fd = program.descriptor().number();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment options = arena.allocate(CREATE_OPTIONS_SIZE, 8);
            options.set(JAVA_LONG, 0, CREATE_OPTIONS_SIZE);
            options.set(JAVA_INT, 8, hook.flags());
            int type = hook.attachType();
            return new BpfLink(name, Descriptor.own(ErrnoCall.checked("attach to", name, errno ->
                    (int) Libbpf.LINK_CREATE.invokeExact(errno, fd, interfaceIndex, type, options))));
        }
    }

    /**
     * Opens a link by its pin.
     *
     * @throws dev.weir.linux.LinuxException ENOENT if nothing is pinned there
     */
    public static BpfLink openPinned(Path pin) {
        return new BpfLink(pin.toString(), BpfPin.open(pin));
    }

    /** Puts another program in the place of the one that runs; each packet sees the one or the other. */
    public void replace(BpfProgram program) {
        int link = descriptor.number();
        int fd = program.descriptor().number();
        ErrnoCall.checked("replace program of", name, errno ->
                (int) Libbpf.LINK_UPDATE.invokeExact(errno, link, fd, MemorySegment.NULL));
    }

    public Attachment info() {
        Memory info = BpfPin.info(descriptor, name, INFO_SIZE);
        return new Attachment(info.getInt(4), info.getInt(8), info.getInt(16));
    }

    /** Gives it a name in bpffs: the program stays attached when this process ends. */
    public void pin(Path path) {
        BpfPin.pin(descriptor, path);
    }

    /** Takes the program off the interface, whoever else holds this link. */
    public void detach() {
        int fd = descriptor.number();
        ErrnoCall.checked("detach", name, errno -> (int) Libbpf.LINK_DETACH.invokeExact(errno, fd));
    }

    @Override
    public String toString() {
        return name;
    }

    /** Closes the descriptor; the program is detached if that was the last, and there is no pin. */
    @Override
    public void close() {
        descriptor.close();
    }
}
