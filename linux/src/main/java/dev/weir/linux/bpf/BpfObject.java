package dev.weir.linux.bpf;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.weir.linux.Descriptor;
import dev.weir.linux.Errno;
import dev.weir.linux.ErrnoCall;
import dev.weir.linux.LinuxException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * A compiled BPF object file: opened, then configured, then loaded into the kernel; owned by one thread.
 *
 * <pre>{@code
 * try (BpfObject object = BpfObject.open("director", elf)) {
 *     object.definition("services").setMaxEntries(4096);
 *     object.load();
 *     BpfProgram program = object.program("weir_xdp");
 * }
 * }</pre>
 *
 * <p>The maps and programs that it returns have descriptors of their own and outlive it.
 */
public final class BpfObject implements AutoCloseable {
    /** Of {@code struct bpf_object_open_opts}: its size, and where the object's name stands. */
    private static final long OPEN_OPTIONS_SIZE = 80;

    private static final long OPEN_OPTIONS_NAME = 8;

    private final String name;
    private final MemorySegment object;
    private boolean closed;

    private BpfObject(String name, MemorySegment object) {
        this.name = name;
        this.object = object;
    }

    /**
     * Reads an object file; the kernel is not asked yet, and no privilege is needed.
     *
     * @param name what it is called in errors, and what the kernel names its {@code .rodata} and the like by
     * @param elf the bytes of the file
     * @throws BpfLoadException if it is no BPF object
     */
    public static BpfObject open(String name, byte[] elf) {
        try (Arena arena = Arena.ofConfined();
                LibbpfLog log = LibbpfLog.open()) {
            MemorySegment bytes = arena.allocate(elf.length, 8);
            MemorySegment.copy(elf, 0, bytes, JAVA_BYTE, 0, elf.length);
            MemorySegment options = arena.allocate(OPEN_OPTIONS_SIZE, 8);
            options.set(JAVA_LONG, 0, OPEN_OPTIONS_SIZE);
            options.set(ADDRESS, OPEN_OPTIONS_NAME, arena.allocateFrom(name));
            return new BpfObject(name, open(name, bytes, options, log));
        }
    }

    private static MemorySegment open(String name, MemorySegment bytes, MemorySegment options, LibbpfLog log) {
        try {
            return ErrnoCall.checkedAddress("open BPF object", name, errno ->
                    (MemorySegment) Libbpf.OBJECT_OPEN_MEM.invokeExact(errno, bytes, bytes.byteSize(), options));
        } catch (LinuxException e) {
            throw new BpfLoadException(e.operation(), name, e.errno(), log.text());
        }
    }

    /**
     * A map as the object defines it, to be configured before {@link #load}.
     *
     * @param map its name in C, or that of a section such as {@code .rodata}
     * @throws LinuxException ENOENT if the object has no such map
     */
    public MapDefinition definition(String map) {
        return new MapDefinition(name + " map " + map, find(Libbpf.OBJECT_FIND_MAP, "map", map));
    }

    /** The names of all its maps, those of its sections among them, in the order of the file. */
    public List<String> mapNames() {
        return names(Libbpf.OBJECT_NEXT_MAP, Libbpf.MAP_NAME);
    }

    /** The names of all its programs, in the order of the file. */
    public List<String> programNames() {
        return names(Libbpf.OBJECT_NEXT_PROGRAM, Libbpf.PROGRAM_NAME);
    }

    /** Leaves a program out of what is loaded, as for one that this kernel can't take. */
    public void leaveOut(String program) {
        MemorySegment found = find(Libbpf.OBJECT_FIND_PROGRAM, "program", program);
        ErrnoCall.checked("leave out BPF program", program, errno ->
                (int) Libbpf.PROGRAM_SET_AUTOLOAD.invokeExact(errno, found, false));
    }

    /** The types that its compiler described. */
    public Btf btf() {
        MemorySegment btf = ErrnoCall.plainAddress(() -> (MemorySegment) Libbpf.OBJECT_BTF.invokeExact(open()));
        if (btf.address() == 0) {
            throw new BtfException(name + " has no BTF: compile it with -g");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(JAVA_INT);
            MemorySegment raw =
                    ErrnoCall.plainAddress(() -> (MemorySegment) Libbpf.BTF_RAW_DATA.invokeExact(btf, size));
            if (raw.address() == 0) {
                throw new BtfException(name + ": libbpf gives no BTF");
            }
            return Btf.parse(raw.reinterpret(Integer.toUnsignedLong(size.get(JAVA_INT, 0)))
                    .toArray(JAVA_BYTE));
        }
    }

    /**
     * Creates its maps in the kernel and has its programs verified.
     *
     * @throws BpfLoadException if the kernel refuses one, with the verifier's log
     */
    public void load() {
        try (LibbpfLog log = LibbpfLog.open()) {
            long result = ErrnoCall.raw(errno -> (int) Libbpf.OBJECT_LOAD.invokeExact(errno, open()));
            if (result < 0) {
                throw new BpfLoadException("load BPF object", name, new Errno((int) -result), log.text());
            }
        }
    }

    /** A map of the loaded object. */
    public BpfMap map(String map) {
        MemorySegment found = find(Libbpf.OBJECT_FIND_MAP, "map", map);
        return new BpfMap(map, duplicate(Libbpf.MAP_FD, "map", map, found));
    }

    /** A program of the loaded object. */
    public BpfProgram program(String program) {
        MemorySegment found = find(Libbpf.OBJECT_FIND_PROGRAM, "program", program);
        return new BpfProgram(program, duplicate(Libbpf.PROGRAM_FD, "program", program, found));
    }

    private MemorySegment find(MethodHandle finder, String kind, String wanted) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(wanted);
            return ErrnoCall.checkedAddress("find BPF " + kind, name + "/" + wanted, errno ->
                    (MemorySegment) finder.invokeExact(errno, open(), text));
        }
    }

    private Descriptor duplicate(MethodHandle fdOf, String kind, String wanted, MemorySegment found) {
        int number = ErrnoCall.checked(
                "use BPF " + kind + " before load", name + "/" + wanted, errno -> (int) fdOf.invokeExact(errno, found));
        return Descriptor.duplicate(number);
    }

    private List<String> names(MethodHandle next, MethodHandle nameOf) {
        List<String> names = new ArrayList<>();
        for (MemorySegment at = after(next, MemorySegment.NULL); at.address() != 0; at = after(next, at)) {
            MemorySegment current = at;
            names.add(Libbpf.string(ErrnoCall.plainAddress(() -> (MemorySegment) nameOf.invokeExact(current))));
        }
        return names;
    }

    private MemorySegment after(MethodHandle next, MemorySegment previous) {
        return ErrnoCall.plainAddress(() -> (MemorySegment) next.invokeExact(open(), previous));
    }

    private MemorySegment open() {
        if (closed) {
            throw new IllegalStateException("BPF object " + name + " is closed");
        }
        return object;
    }

    /** Frees what libbpf holds; pinned things, links, and descriptors handed out stay. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            ErrnoCall.plain(() -> {
                Libbpf.OBJECT_CLOSE.invokeExact(object);
            });
        }
    }
}
