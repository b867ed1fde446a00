package dev.weir.linux.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.weir.linux.Descriptor;
import dev.weir.linux.ErrnoCall;
import dev.weir.linux.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** What maps, programs and links have in common: a name in bpffs that keeps them alive, and an info struct. */
final class BpfPin {
    private BpfPin() {}

    static Descriptor open(Path pin) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocateFrom(pin.toString());
            return Descriptor.own(
                    ErrnoCall.checked("open BPF pin", pin, errno -> (int) Libbpf.OBJ_GET.invokeExact(errno, path)));
        }
    }

    static void pin(Descriptor descriptor, Path pin) {
        int fd = descriptor.number();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocateFrom(pin.toString());
            ErrnoCall.checked("pin to", pin, errno -> (int) Libbpf.OBJ_PIN.invokeExact(errno, fd, path));
        }
    }

    /** Reads the kernel's info struct of what {@code descriptor} refers to; what the kernel leaves out is 0. */
    static Memory info(Descriptor descriptor, Object object, long size) {
        int fd = descriptor.number();
        Memory info = Memory.allocate(size);
        MemorySegment into = info.segment();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment length = arena.allocateFrom(JAVA_INT, Math.toIntExact(size));
            ErrnoCall.checked(
                    "read BPF info of", object, errno -> (int) Libbpf.OBJ_INFO.invokeExact(errno, fd, into, length));
        }
        return info;
    }

    /** A name of the kernel's, in a field of 16 bytes that ends with a 0. */
    static String name(Memory info, long offset) {
        return info.segment().asSlice(offset, 16).getString(0);
    }
}
